import { describe, expect, it } from 'vitest';
import { asViews, decodeFrame, encodeFrame, type Frame, FrameReader, FrameWriter } from '../../../src/wire/index.ts';

function harness() {
  const tasks: (() => void)[] = [];
  const writes: Uint8Array[] = [];
  const writer = new FrameWriter(
    (task) => tasks.push(task),
    (bytes) => writes.push(bytes),
  );
  return { writer, writes, endTurn: () => tasks.splice(0).forEach((task) => void task()) };
}

function framesIn(bytes: readonly Uint8Array[]): Frame[] {
  const frames: Frame[] = [];
  const reader = new FrameReader(
    2 ** 30,
    asViews((body) => frames.push(decodeFrame(body))),
  );
  for (const chunk of bytes) reader.push(chunk);
  return frames;
}

describe('a frame writer', () => {
  it('joins all frames of one turn into one write', () => {
    const { writer, writes, endTurn } = harness();
    for (let seq = 1; seq <= 100; seq++) writer.append({ kind: 'pong', seq });
    expect(writes).toEqual([]);
    endTurn();
    expect(writes).toHaveLength(1);
    expect(framesIn(writes).map(({ seq }) => seq)).toEqual(Array.from({ length: 100 }, (_, index) => index + 1));
  });

  it('begins a new write with the next turn, and never touches what it handed over', () => {
    const { writer, writes, endTurn } = harness();
    writer.append({ kind: 'ping', seq: 1 });
    endTurn();
    const first = writes[0]?.slice();
    writer.append({ kind: 'ping', seq: 2 });
    endTurn();
    expect(writes).toHaveLength(2);
    expect(writes[0]).toEqual(first);
    expect(framesIn(writes).map(({ seq }) => seq)).toEqual([1, 2]);
  });

  it('asks for the end of the turn once, however many frames there are', () => {
    let asked = 0;
    const writer = new FrameWriter(
      () => asked++,
      () => {},
    );
    writer.append({ kind: 'ping', seq: 1 });
    writer.append({ kind: 'ping', seq: 2 });
    expect(asked).toBe(1);
    expect(writer.pendingBytes).toBeGreaterThan(0);
  });

  it('writes at once when it is flushed, and nothing more at the end of the turn', () => {
    const { writer, writes, endTurn } = harness();
    writer.append({ kind: 'ping', seq: 1 });
    writer.flush();
    expect(writes).toHaveLength(1);
    endTurn();
    expect(writes).toHaveLength(1);
  });

  it('hands out what waits, unwritten', () => {
    const { writer, writes, endTurn } = harness();
    writer.append({ kind: 'ping', seq: 1 });
    const waiting = Buffer.from(writer.take() ?? []);
    endTurn();
    expect([writes, waiting]).toEqual([[], Buffer.from(encodeFrame({ kind: 'ping', seq: 1 }))]);
    expect([writer.pendingBytes, writer.take()]).toEqual([0, null]);
  });
});
