import { type Frame, readFrames } from '../wire/index.ts';

/** What all logs of a gateway may keep, and the memory that they have. */
export interface LogBudget {
  readonly maxBytes: number;
  bytes: number;
}

const FIRST_BYTES = 512;
/** A log that needs no more than this part of its memory gives the rest back. */
const SHRINK_PART = 4;
/** So much without a Ping behind it asks for one: busy logs then stay small, and out of the old generation. */
const ASK_AFTER_BYTES = 16_384;
const NO_MEMORY = new Uint8Array(0);

/**
 * What was written to a client and may not have reached it: whole frames, copied into a ring, since what is kept by
 * reference outlives the young generation and is collected dearly. A Pong proves that all before its Ping has arrived.
 * Bounded: the oldest frames go first. The memory grows with what is kept, and shrinks to what was needed between two Pongs.
 */
export class OutputLog {
  readonly #maxBytes: number;
  readonly #budget: LogBudget;
  readonly #ask: () => void;
  #ring: Uint8Array = NO_MEMORY;
  #head = 0;
  #length = 0;
  /** How much of what is kept was written before the last Ping. */
  #marked = 0;
  /** The most that was kept since the last release. */
  #peak = 0;

  /** `ask` is called when a Ping would prove much, again and again until one goes out. */
  constructor(maxBytes: number, budget: LogBudget, ask: () => void) {
    this.#maxBytes = maxBytes;
    this.#budget = budget;
    this.#ask = ask;
  }

  /** What is kept. */
  get bytes(): number {
    return this.#length;
  }

  /** Adds whole frames. */
  add(frames: Uint8Array): void {
    if (!this.#makeRoom(frames.length)) return;
    this.#put(frames);
    this.#grown();
  }

  /** As `add`, of frames in pieces: one may begin in a piece and end in another. */
  addPieces(pieces: readonly Uint8Array[]): void {
    let bytes = 0;
    for (const { length } of pieces) bytes += length;
    if (!this.#makeRoom(bytes)) return;
    for (const piece of pieces) this.#put(piece);
    this.#grown();
  }

  /** A Ping goes out. */
  mark(): void {
    this.#marked = this.#length;
  }

  /** The Ping of the last mark was answered. */
  release(): void {
    this.#drop(this.#marked);
    const size = this.#peak === 0 ? 0 : roomFor(this.#peak);
    if (size * SHRINK_PART <= this.#ring.length) this.#resize(size);
    this.#peak = this.#length;
  }

  clear(): void {
    this.#drop(this.#length);
    this.#resize(0);
  }

  /** The frames that are kept, the oldest first. */
  frames(): Frame[] {
    return readFrames(this.#copy(this.#length));
  }

  #grown(): void {
    if (this.#length > this.#peak) this.#peak = this.#length;
    if (this.#length - this.#marked >= ASK_AFTER_BYTES) this.#ask();
  }

  /** False: it is more than may be kept, and nothing is. */
  #makeRoom(bytes: number): boolean {
    const needed = this.#length + bytes;
    if (needed > this.#ring.length) {
      const allowed = this.#ring.length + Math.max(0, this.#budget.maxBytes - this.#budget.bytes);
      const size = Math.min(roomFor(needed), this.#maxBytes, allowed);
      if (size > this.#ring.length) this.#resize(size);
    }
    if (bytes > this.#ring.length) {
      this.#drop(this.#length);
      return false;
    }
    while (this.#length + bytes > this.#ring.length) this.#dropFirst();
    return true;
  }

  #put(bytes: Uint8Array): void {
    const size = this.#ring.length;
    const end = this.#head + this.#length;
    const tail = end < size ? end : end - size;
    const straight = Math.min(bytes.length, size - tail);
    if (straight === bytes.length) this.#ring.set(bytes, tail);
    else {
      this.#ring.set(bytes.subarray(0, straight), tail);
      this.#ring.set(bytes.subarray(straight), 0);
    }
    this.#length += bytes.length;
  }

  /** Its prefix says how long the oldest frame is. */
  #dropFirst(): void {
    const ring = this.#ring;
    let at = this.#head;
    let prefixBytes = 0;
    let length = 0;
    for (let scale = 1; ; scale *= 0x80) {
      const byte = ring[at] ?? 0;
      length += (byte & 0x7f) * scale;
      prefixBytes++;
      if (byte < 0x80) break;
      at = at + 1 === ring.length ? 0 : at + 1;
    }
    this.#drop(prefixBytes + length);
  }

  #drop(bytes: number): void {
    this.#length -= bytes;
    this.#marked = Math.max(0, this.#marked - bytes);
    const head = this.#head + bytes;
    if (this.#length === 0) this.#head = 0;
    else this.#head = head < this.#ring.length ? head : head - this.#ring.length;
  }

  /** To what all that is kept fits into. */
  #resize(size: number): void {
    const ring = size === 0 ? NO_MEMORY : this.#copy(size);
    this.#budget.bytes += size - this.#ring.length;
    this.#ring = ring;
    this.#head = 0;
  }

  /** What is kept, at the beginning of so many bytes of its own. */
  #copy(size: number): Uint8Array {
    const copy = new Uint8Array(size);
    const straight = this.#ring.subarray(this.#head, this.#head + this.#length);
    copy.set(straight);
    copy.set(this.#ring.subarray(0, this.#length - straight.length), straight.length);
    return copy;
  }
}

/** Powers of two, so that a log that grows is not copied with each chunk. */
function roomFor(bytes: number): number {
  let size = FIRST_BYTES;
  while (size < bytes) size *= 2;
  return size;
}
