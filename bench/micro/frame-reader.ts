import { asViews, encodeFrame, FrameReader } from '../../src/wire/index.ts';
import type { MicroCase } from './measure.ts';

const FRAMES = 32;
const frame = encodeFrame({ kind: 'message', seq: 1, body: { metadata: [], payload: new Uint8Array(122) } });
const chunk = Buffer.concat(Array.from({ length: FRAMES }, () => frame));

export const CASES: readonly MicroCase[] = [
  { name: 'cut a frame of 122 bytes from a chunk of 32', run: (times) => readAll(times, chunk.length) },
  { name: 'join a frame of 122 bytes that came in pieces of 50', run: (times) => readAll(times, 50) },
];

function readAll(times: number, chunkBytes: number): number {
  let bytes = 0;
  const reader = new FrameReader(
    1024,
    asViews((body) => {
      bytes += body.length;
    }),
  );
  for (let left = times; left > 0; left -= FRAMES) {
    for (let at = 0; at < chunk.length; at += chunkBytes) reader.push(chunk.subarray(at, at + chunkBytes));
  }
  return bytes;
}
