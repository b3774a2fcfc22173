import type { OnReadOpts } from 'node:net';

/** Takes what was read. Returns whether views of it are kept. */
export type TakeInput = (chunk: Uint8Array) => boolean;

/** For a connection that has little to read; the memory grows with what comes at once. */
const FIRST_BYTES = 8192;
const MOST_BYTES = 131_072;
/** A block with less than this part of it left is not read into any more. */
const REST_PART = 4;

/**
 * The memory that a socket reads into. A socket that is given none takes 64 KiB for each read, which the collector has to
 * find again: at 200 MiB a second that was half of the CPU time of the gateway.
 *
 * What is read next stands behind what was read before, where views of that are kept; only where none are, the same memory
 * is read into again. https://nodejs.org/docs/latest-v20.x/api/net.html#socketconnectoptions-connectlistener (onread)
 */
export class SocketInput implements OnReadOpts {
  /** Who takes what is read. What is read before there is somebody is lost. */
  take: TakeInput = () => false;
  #block: Uint8Array = new Uint8Array(FIRST_BYTES);
  #room = this.#block;
  #at = 0;

  readonly buffer = (): Uint8Array => this.#room;

  readonly callback = (byteCount: number): boolean => {
    const room = this.#room;
    const filled = byteCount === room.length;
    const kept = this.take(room.subarray(0, byteCount));
    if (kept) this.#at += byteCount;
    if (filled && this.#block.length < MOST_BYTES) this.#replace(4 * this.#block.length);
    else if (this.#block.length - this.#at < this.#block.length / REST_PART) this.#replace(this.#block.length);
    else if (kept) this.#room = this.#block.subarray(this.#at);
    return true;
  };

  #replace(byteCount: number): void {
    this.#block = new Uint8Array(Math.min(byteCount, MOST_BYTES));
    this.#room = this.#block;
    this.#at = 0;
  }
}
