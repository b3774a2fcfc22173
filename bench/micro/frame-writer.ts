import { type Frame, FrameWriter } from '../../src/wire/index.ts';
import type { MicroCase } from './measure.ts';

const frame: Frame = { kind: 'message', seq: 1, body: { metadata: [], payload: new Uint8Array(122) } };

export const CASES: readonly MicroCase[] = [
  { name: 'write a frame of 122 bytes, alone in its turn', run: (times) => writeAll(times, 1) },
  { name: 'write a frame of 122 bytes, one of 32 in its turn', run: (times) => writeAll(times, 32) },
];

function writeAll(times: number, framesPerTurn: number): number {
  let bytes = 0;
  const turns: (() => void)[] = [];
  const writer = new FrameWriter(
    (task) => turns.push(task),
    (chunk) => {
      bytes += chunk.length;
      return false;
    },
  );
  for (let i = 1; i <= times; i++) {
    writer.append(frame);
    if (i % framesPerTurn === 0) turns.pop()?.();
  }
  return bytes;
}
