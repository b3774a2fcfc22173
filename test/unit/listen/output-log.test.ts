import { describe, expect, it } from 'vitest';
import { OutputLog } from '../../../src/listen/index.ts';
import { encodeFrame } from '../../../src/wire/index.ts';

const frame = (seq: number) => encodeFrame({ kind: 'pong', seq });
const log = (maxBytes: number) => new OutputLog(maxBytes, { maxBytes: 2 ** 20, bytes: 0 });

describe('an output log', () => {
  it('reads frames that begin in one piece and end in another', () => {
    const kept = log(2 ** 16);
    const bytes = Buffer.concat([frame(1), frame(2), frame(3)]);
    kept.addPieces([bytes.subarray(0, 3), bytes.subarray(3, 5), bytes.subarray(5)]);
    kept.add(frame(4));
    expect(kept.frames().map(({ seq }) => seq)).toEqual([1, 2, 3, 4]);
  });

  it('drops what was written in pieces whole, so that no frame is left half', () => {
    // A piece counts for 512 bytes at least.
    const kept = log(3 * 512);
    const bytes = Buffer.concat([frame(1), frame(2)]);
    kept.addPieces([bytes.subarray(0, 3), bytes.subarray(3)]);
    kept.add(frame(3));
    kept.add(frame(4));
    expect(kept.frames().map(({ seq }) => seq)).toEqual([3, 4]);
    expect(kept.bytes).toBe(2 * 512);
  });
});
