import { FLAG, FRAME, FRAME_HEADER_BYTES } from './frame-type.ts';
import type { OutputBuffer } from './output-buffer.ts';

/** Writes the 9 bytes of RFC 9113 section 4.1 at `at`. */
export function putFrameHeader(
  bytes: Uint8Array,
  at: number,
  payloadBytes: number,
  type: number,
  flags: number,
  streamId: number,
): void {
  bytes[at] = payloadBytes >>> 16;
  bytes[at + 1] = payloadBytes >>> 8;
  bytes[at + 2] = payloadBytes;
  bytes[at + 3] = type;
  bytes[at + 4] = flags;
  putUint32(bytes, at + 5, streamId);
}

export function putUint32(bytes: Uint8Array, at: number, value: number): void {
  bytes[at] = value >>> 24;
  bytes[at + 1] = value >>> 16;
  bytes[at + 2] = value >>> 8;
  bytes[at + 3] = value;
}

/** Adds a frame whose payload is a few bytes. */
export function appendFrame(
  output: OutputBuffer,
  type: number,
  flags: number,
  streamId: number,
  payload: Uint8Array,
): void {
  const at = output.reserve(FRAME_HEADER_BYTES + payload.length);
  putFrameHeader(output.bytes, at, payload.length, type, flags, streamId);
  output.bytes.set(payload, at + FRAME_HEADER_BYTES);
  output.length = at + FRAME_HEADER_BYTES + payload.length;
}

/** RFC 9113 section 6.4. */
export function appendRstStream(output: OutputBuffer, streamId: number, errorCode: number): void {
  appendWithUint32(output, FRAME.RST_STREAM, streamId, errorCode);
}

/** RFC 9113 section 6.9. */
export function appendWindowUpdate(output: OutputBuffer, streamId: number, increment: number): void {
  appendWithUint32(output, FRAME.WINDOW_UPDATE, streamId, increment);
}

/** RFC 9113 section 6.8. We accept no streams of the peer's, so the last stream id is 0. */
export function appendGoaway(output: OutputBuffer, errorCode: number, message: string): void {
  const text = Buffer.from(message, 'latin1').subarray(0, 256);
  const payload = new Uint8Array(8 + text.length);
  putUint32(payload, 4, errorCode);
  payload.set(text, 8);
  appendFrame(output, FRAME.GOAWAY, 0, 0, payload);
}

/** An empty DATA frame that ends the stream. */
export function appendEndStream(output: OutputBuffer, streamId: number): void {
  const at = output.reserve(FRAME_HEADER_BYTES);
  putFrameHeader(output.bytes, at, 0, FRAME.DATA, FLAG.END_STREAM, streamId);
  output.length = at + FRAME_HEADER_BYTES;
}

function appendWithUint32(output: OutputBuffer, type: number, streamId: number, value: number): void {
  const at = output.reserve(FRAME_HEADER_BYTES + 4);
  putFrameHeader(output.bytes, at, 4, type, 0, streamId);
  putUint32(output.bytes, at + FRAME_HEADER_BYTES, value);
  output.length = at + FRAME_HEADER_BYTES + 4;
}
