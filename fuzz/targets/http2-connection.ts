import { mustBe } from '../broken-promise.ts';
import { chunkings } from '../chunkings.ts';
import { sameValue } from '../same-value.ts';
import type { Target } from '../target.ts';
import { FakeBackend } from './fake-backend.ts';
import { target as http2Reader } from './http2-reader.ts';

const PREFACE_BYTES = 24;
const HEADER_BYTES = 9;
const GOAWAY = 7;
const FIRST_WINDOW_BYTES = 65_535;
/** Those whose receivers wait for nothing: what they hear depends on the bytes alone. */
const UNHURRIED = [0, 2, 3];

/** A whole connection with calls of several kinds, from the backend's SETTINGS to its end. */
export const target: Target = {
  ...http2Reader,
  name: 'http2-connection',
  run(input) {
    const frames = framesOf(input, 0);
    let first: unknown[] | null = null;
    for (const chunks of chunkings(input)) {
      const backend = new FakeBackend();
      for (const chunk of chunks) backend.push(chunk);
      backend.end();
      checkOutput(backend.written, frames);
      const told = UNHURRIED.map((index) => backend.records[index]?.told);
      first ??= told;
      mustBe(sameValue(told, first), 'a call hears the same in any chunking');
    }
  },
};

interface SeenFrame {
  readonly type: number;
  readonly streamId: number;
  readonly payload: DataView;
}

/** What we write is HTTP/2, and no more DATA than the backend lets us. */
function checkOutput(written: Uint8Array, arrived: readonly SeenFrame[]): void {
  const frames = framesOf(written, PREFACE_BYTES);
  const sent = PREFACE_BYTES + frames.reduce((sum, { payload }) => sum + HEADER_BYTES + payload.byteLength, 0);
  mustBe(sent === Math.max(PREFACE_BYTES, written.length), 'only whole frames are written');
  const goaway = frames.findIndex(({ type }) => type === GOAWAY);
  mustBe(goaway === -1 || goaway === frames.length - 1, 'nothing follows a GOAWAY');
  mustBe(
    frames.every(({ type, streamId }) => type <= 8 && type !== 2 && type !== 5 && streamId <= 9),
    'only frames of a client are written, on streams that are opened',
  );
  let window = FIRST_WINDOW_BYTES;
  for (const { type, streamId, payload } of arrived) {
    if (type === 8 && streamId === 0 && payload.byteLength === 4) window += payload.getUint32(0) % 2 ** 31;
  }
  const data = frames.reduce((sum, { type, payload }) => sum + (type === 0 ? payload.byteLength : 0), 0);
  mustBe(data <= window, 'no more DATA is sent than the connection window allows');
}

function framesOf(bytes: Uint8Array, start: number): SeenFrame[] {
  const frames: SeenFrame[] = [];
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = start; at + HEADER_BYTES <= bytes.length; ) {
    const payloadBytes = view.getUint16(at) * 256 + view.getUint8(at + 2);
    if (at + HEADER_BYTES + payloadBytes > bytes.length) break;
    const payload = new DataView(bytes.buffer, bytes.byteOffset + at + HEADER_BYTES, payloadBytes);
    frames.push({ type: view.getUint8(at + 3), streamId: view.getUint32(at + 5) % 2 ** 31, payload });
    at += HEADER_BYTES + payloadBytes;
  }
  return frames;
}
