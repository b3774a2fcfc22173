import { type Frame, readFrames } from '../wire/index.ts';

/** What all logs of a gateway may keep, and keep. */
export interface LogBudget {
  readonly maxBytes: number;
  bytes: number;
}

/** Whole frames: what was written at once. */
type Chunk = Uint8Array | readonly Uint8Array[];

/** A chunk is a part of a larger buffer: this much memory stays with it at least. */
const CHUNK_COST_BYTES = 512;

/**
 * What was written to a client and may not have reached it, in the chunks in which it was written: nothing is copied, and
 * it costs nothing for each frame. A Pong proves that all before its Ping has arrived. Bounded: the oldest goes first.
 */
export class OutputLog {
  readonly #maxBytes: number;
  readonly #budget: LogBudget;
  #chunks: Chunk[] = [];
  #bytes = 0;
  /** How many chunks there were before the first that is kept. */
  #dropped = 0;
  /** How many there were when the last Ping went out. */
  #marked = 0;

  constructor(maxBytes: number, budget: LogBudget) {
    this.#maxBytes = maxBytes;
    this.#budget = budget;
  }

  get bytes(): number {
    return this.#bytes;
  }

  add(chunk: Uint8Array): void {
    this.#add(chunk);
  }

  /** A chunk in several pieces: a frame may begin in one and end in another. */
  addPieces(pieces: readonly Uint8Array[]): void {
    this.#add(pieces);
  }

  #add(chunk: Chunk): void {
    this.#chunks.push(chunk);
    this.#count(cost(chunk));
    while (this.#bytes > this.#maxBytes || (this.#budget.bytes > this.#budget.maxBytes && this.#chunks.length > 0)) {
      this.#dropFirst();
    }
  }

  /** A Ping goes out. */
  mark(): void {
    this.#marked = this.#dropped + this.#chunks.length;
  }

  /** The Ping of the last mark was answered. */
  release(): void {
    while (this.#dropped < this.#marked && this.#chunks.length > 0) this.#dropFirst();
  }

  clear(): void {
    while (this.#chunks.length > 0) this.#dropFirst();
  }

  /** The frames that are kept, the oldest first. */
  frames(): Frame[] {
    return readFrames(...this.#chunks.flat());
  }

  #dropFirst(): void {
    const chunk = this.#chunks.shift();
    if (chunk === undefined) return;
    this.#dropped++;
    this.#count(-cost(chunk));
  }

  #count(bytes: number): void {
    this.#bytes += bytes;
    this.#budget.bytes += bytes;
  }
}

function cost(chunk: Chunk): number {
  if (chunk instanceof Uint8Array) return Math.max(CHUNK_COST_BYTES, chunk.length);
  return chunk.reduce((bytes, piece) => bytes + cost(piece), 0);
}
