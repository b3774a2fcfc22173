import { FRAME_HEADER_BYTES } from './frame-type.ts';
import { frameSizeError } from './http2-error.ts';

/**
 * Takes one frame: its payload is `bytes` from `start` to `end`. Positions instead of a view, because a view for each
 * frame would be the dearest part of reading it. Who keeps views of it says so: `bytes` is then never written to again.
 */
export type TakeFrame = (
  type: number,
  flags: number,
  streamId: number,
  bytes: Uint8Array,
  start: number,
  end: number,
) => void;

/**
 * Cuts HTTP/2 frames (RFC 9113 section 4.1) from a byte stream of any chunking. A frame that arrived whole is not
 * copied; of one that is cut, what is there is kept and nothing more is allocated than its 9-byte header allows. A
 * length above the cap is refused from the header alone.
 */
export class Http2FrameReader {
  readonly #maxPayloadBytes: number;
  readonly #take: TakeFrame;
  readonly #header = new Uint8Array(FRAME_HEADER_BYTES);
  #headerBytes = 0;
  /** A payload that is cut, and how much of it is there. */
  #part: Uint8Array | null = null;
  #partBytes = 0;
  #stopped = false;

  constructor(maxPayloadBytes: number, take: TakeFrame) {
    this.#maxPayloadBytes = maxPayloadBytes;
    this.#take = take;
  }

  /** What is held of the frame that is not complete, in bytes. */
  get heldBytes(): number {
    return this.#headerBytes + (this.#part?.length ?? 0);
  }

  /** Hands out nothing more, and lets go of what is held. */
  stop(): void {
    this.#stopped = true;
    this.#part = null;
  }

  /**
   * Takes the next bytes of the stream. `chunk` must not be written to afterwards where whoever takes frames keeps views of it.
   *
   * @throws Http2Error FRAME_SIZE_ERROR for a length above the cap; and whatever the taker throws.
   */
  push(chunk: Uint8Array): void {
    let at = this.#headerBytes === 0 ? 0 : this.#finishCutFrame(chunk);
    const length = chunk.length;
    while (length - at >= FRAME_HEADER_BYTES && !this.#stopped) {
      const payloadBytes = this.#payloadBytes(chunk, at);
      const end = at + FRAME_HEADER_BYTES + payloadBytes;
      if (end > length) break;
      this.#handOut(chunk, at, chunk, at + FRAME_HEADER_BYTES, end);
      at = end;
    }
    if (at < length && !this.#stopped) this.#keepRest(chunk, at);
  }

  #payloadBytes(bytes: Uint8Array, at: number): number {
    const payloadBytes = ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
    if (payloadBytes > this.#maxPayloadBytes) {
      throw frameSizeError(`a frame of ${payloadBytes} bytes, where ${this.#maxPayloadBytes} is the most`);
    }
    return payloadBytes;
  }

  #handOut(header: Uint8Array, at: number, bytes: Uint8Array, start: number, end: number): void {
    // The highest bit of the id is reserved, and ignored.
    const streamId =
      (((header[at + 5] ?? 0) & 0x7f) << 24) |
      ((header[at + 6] ?? 0) << 16) |
      ((header[at + 7] ?? 0) << 8) |
      (header[at + 8] ?? 0);
    this.#take(header[at + 3] ?? 0, header[at + 4] ?? 0, streamId, bytes, start, end);
  }

  /** Keeps a frame that has begun: all that `chunk` has from `at` on. */
  #keepRest(chunk: Uint8Array, at: number): void {
    const headerEnd = Math.min(at + FRAME_HEADER_BYTES, chunk.length);
    this.#header.set(chunk.subarray(at, headerEnd));
    this.#headerBytes = headerEnd - at;
    if (this.#headerBytes < FRAME_HEADER_BYTES) return;
    this.#part = new Uint8Array(this.#payloadBytes(this.#header, 0));
    this.#partBytes = chunk.length - headerEnd;
    this.#part.set(chunk.subarray(headerEnd));
  }

  /** Completes the frame that is held, as far as `chunk` goes. Returns where the next one begins. */
  #finishCutFrame(chunk: Uint8Array): number {
    let at = 0;
    while (this.#headerBytes < FRAME_HEADER_BYTES) {
      if (at === chunk.length) return at;
      this.#header[this.#headerBytes++] = chunk[at++] ?? 0;
    }
    const payloadBytes = this.#payloadBytes(this.#header, 0);
    const missing = payloadBytes - this.#partBytes;
    const available = chunk.length - at;
    if (this.#part === null && available >= missing) {
      this.#headerBytes = 0;
      this.#handOut(this.#header, 0, chunk, at, at + missing);
      return at + missing;
    }
    const part = this.#part ?? new Uint8Array(payloadBytes);
    const end = at + Math.min(missing, available);
    part.set(chunk.subarray(at, end), this.#partBytes);
    this.#partBytes += end - at;
    this.#part = part;
    if (this.#partBytes === payloadBytes) {
      this.#headerBytes = 0;
      this.#part = null;
      this.#partBytes = 0;
      this.#handOut(this.#header, 0, part, 0, payloadBytes);
    }
    return end;
  }
}
