import { describe, expect, it } from 'vitest';
import { GrpcCall } from '../../../src/http2/index.ts';
import { WaitingLine } from '../../../src/http2/waiting-line.ts';
import { CallLog } from '../../support/call-log.ts';

function waiting(line: WaitingLine): GrpcCall {
  return new GrpcCall({ path: '/a/b', metadata: [], deadlineAtMs: 1 }, new CallLog(), {
    cancel: (call) => {
      line.left();
      call.forget();
    },
    deadlineExceeded: () => {},
  });
}

describe('WaitingLine', () => {
  it('gives calls in order of arrival', () => {
    const line = new WaitingLine(10);
    const calls = [waiting(line), waiting(line), waiting(line)];
    for (const call of calls) expect(line.add(call)).toBe(true);
    expect([line.take(), line.take(), line.take(), line.take()]).toEqual([...calls, null]);
  });

  it('is full at its bound, and has room again once a call has left', () => {
    const line = new WaitingLine(2);
    const first = waiting(line);
    line.add(first);
    line.add(waiting(line));
    expect(line.add(waiting(line))).toBe(false);
    first.cancel();
    expect(line.size).toBe(1);
    expect(line.add(waiting(line))).toBe(true);
  });

  it('passes over calls that have ended', () => {
    const line = new WaitingLine(10);
    const calls = [waiting(line), waiting(line), waiting(line)];
    for (const call of calls) line.add(call);
    calls[0]?.cancel();
    calls[1]?.cancel();
    expect(line.take()).toBe(calls[2]);
    expect(line.size).toBe(0);
  });

  it('keeps its order and its count while calls come and leave without end', () => {
    const line = new WaitingLine(4);
    line.add(waiting(line));
    for (let round = 0; round < 1000; round++) {
      const stays = waiting(line);
      const leaves = waiting(line);
      expect(line.add(leaves) && line.add(stays)).toBe(true);
      leaves.cancel();
      expect(line.take()?.phase).toBe('waiting');
      expect(line.size).toBe(1);
    }
  });
});
