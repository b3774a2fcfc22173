import type { Frame } from './frame.ts';
import { decodeFrame } from './frame-codec.ts';
import { WireError } from './wire-error.ts';

/** The first allocation for a body that did not arrive whole. It grows with what arrives, never with what is announced. */
const FIRST_PART_BYTES = 512;
/** A body that has come so far grows in larger steps: fewer copies, and it has been paid for. */
const LARGE_BYTES = 16_384;
/**
 * And from here on there is room for nearly all bodies with the next step: large buffers that are outgrown outlive the young
 * generation, and made the collector mark the old one fifteen times a second at 180 MiB/s.
 */
const HUGE_BYTES = 49_152;
const MAX_PREFIX_BYTES = 5;
const MAX_UINT32 = 2 ** 32 - 1;

/**
 * Takes one frame: its body is `bytes` from `start` to `end`. Positions instead of a view, because a view for each frame
 * would be the dearest part of cutting it. `bytes` is never written to again, so views on it stay good.
 */
export type TakeFrame = (bytes: Uint8Array, start: number, end: number) => void;

/** For who takes each body as a view. */
export function asViews(take: (body: Uint8Array) => void): TakeFrame {
  return (bytes, start, end) => take(bytes.subarray(start, end));
}

/**
 * Cuts a byte stream into frames: each a varint32 length and that many bytes.
 *
 * A body that lies whole in one chunk is handed out where it lies; any other is copied once it arrives, into a buffer that
 * grows with it: a peer holds no more memory than twice what it sent, four times above 16 KiB and 32 times above 48 KiB. The
 * cap is held against the prefix alone, before a byte of the body is kept.
 *
 * `take` gets each body in order, from within `push`. It may call `stop`, after which nothing more is handed out.
 */
export class FrameReader {
  readonly #take: TakeFrame;
  #maxFrameBytes: number;
  #prefix = 0;
  #prefixBytes = 0;
  /** The length of the body that is awaited; -1 while the prefix is not complete. */
  #length = -1;
  #part: Uint8Array | null = null;
  #partBytes = 0;
  #stopped = false;

  constructor(maxFrameBytes: number, take: TakeFrame) {
    this.#maxFrameBytes = maxFrameBytes;
    this.#take = take;
  }

  /** Holds for frames whose prefix is not complete yet. */
  set maxFrameBytes(bytes: number) {
    this.#maxFrameBytes = bytes;
  }

  /** Whether a frame has begun and is not complete. */
  get midFrame(): boolean {
    return this.#prefixBytes > 0 || this.#length >= 0;
  }

  /** What is held of the frame that is not complete, in bytes. */
  get heldBytes(): number {
    return this.#part?.length ?? 0;
  }

  /** Hands out nothing more, and lets go of what is held. */
  stop(): void {
    this.#stopped = true;
    this.#part = null;
  }

  /**
   * Takes the next bytes of the stream. `chunk` must not be written to afterwards.
   *
   * @throws WireError 4500 for a prefix that is no varint32 or a frame without a byte, 4501 for a length above the cap.
   */
  push(chunk: Uint8Array): void {
    let at = 0;
    while (at < chunk.length && !this.#stopped) {
      if (this.#length < 0) {
        at = this.#readPrefix(chunk, at);
        if (this.#length < 0) return;
      }
      at = this.#readBody(chunk, at);
    }
  }

  #readPrefix(chunk: Uint8Array, start: number): number {
    let at = start;
    // Most frames are shorter than 16 KiB, and most prefixes lie whole in a chunk.
    if (this.#prefixBytes === 0 && at + 1 < chunk.length) {
      const first = chunk[at] ?? 0;
      const second = chunk[at + 1] ?? 0;
      const short = first < 0x80;
      if (short || second < 0x80) {
        this.#awaitBody(short ? first : (first & 0x7f) | (second << 7));
        return at + (short ? 1 : 2);
      }
    }
    while (at < chunk.length) {
      const byte = chunk[at++] ?? 0;
      this.#prefixBytes++;
      if (this.#prefixBytes === MAX_PREFIX_BYTES && byte > 0x0f) {
        throw new WireError(4500, 'bad_length', 'the length is no varint32');
      }
      this.#prefix = (this.#prefix | ((byte & 0x7f) << (7 * (this.#prefixBytes - 1)))) >>> 0;
      if (byte < 0x80) {
        const length = this.#prefix;
        this.#prefix = 0;
        this.#prefixBytes = 0;
        this.#awaitBody(length);
        break;
      }
    }
    return at;
  }

  #awaitBody(length: number): void {
    if (length === 0) throw new WireError(4500, 'empty', 'a frame without a byte');
    if (length > this.#maxFrameBytes) {
      throw new WireError(4501, 'too_large', `a frame of ${length} bytes, where ${this.#maxFrameBytes} is the most`);
    }
    this.#length = length;
  }

  #readBody(chunk: Uint8Array, at: number): number {
    const missing = this.#length - this.#partBytes;
    const end = Math.min(at + missing, chunk.length);
    const whole = end - at === missing;
    if (whole && this.#part === null) {
      this.#length = -1;
      this.#take(chunk, at, end);
      return end;
    }
    if (end > at) this.#keep(chunk.subarray(at, end));
    if (whole && this.#part !== null) {
      const body = this.#part;
      const bodyBytes = this.#partBytes;
      this.#part = null;
      this.#partBytes = 0;
      this.#length = -1;
      this.#take(body, 0, bodyBytes);
    }
    return end;
  }

  #keep(bytes: Uint8Array): void {
    const needed = this.#partBytes + bytes.length;
    if (this.#part === null || this.#part.length < needed) {
      const grown = new Uint8Array(Math.min(roomFor(needed, this.#part?.length ?? 0), this.#length));
      if (this.#part !== null) grown.set(this.#part.subarray(0, this.#partBytes));
      this.#part = grown;
    }
    this.#part.set(bytes, this.#partBytes);
    this.#partBytes = needed;
  }
}

/** For so many bytes, where there was room for `before`. */
function roomFor(bytes: number, before: number): number {
  if (bytes > HUGE_BYTES) return 32 * bytes;
  return Math.max(FIRST_PART_BYTES, bytes, before * (bytes > LARGE_BYTES ? 4 : 2));
}

/**
 * All frames of a row of bytes that was written by us.
 *
 * @throws WireError where it was not.
 */
export function readFrames(...chunks: readonly Uint8Array[]): Frame[] {
  const frames: Frame[] = [];
  const reader = new FrameReader(
    MAX_UINT32,
    asViews((body) => frames.push(decodeFrame(body))),
  );
  for (const chunk of chunks) reader.push(chunk);
  return frames;
}
