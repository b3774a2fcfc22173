import { FrameBuffer } from './frame-buffer.ts';

/** From this length on a payload costs less as a piece of its own than as a copy. */
const REFERENCE_BYTES = 32_768;
/** More than any turn has open at once is not kept. */
const MAX_FREE = 256;
/** A buffer that grew beyond this is not kept: it was for a turn like few. */
const MAX_BYTES = 16_384;

/**
 * Buffers for output, used again and again by all writers that share it: most writes are done by the time that they
 * return, and then their buffer is free. It keeps at most 4 MiB.
 */
export class FrameMemory {
  readonly #allocate: (byteCount: number) => Uint8Array;
  readonly #free: FrameBuffer[] = [];

  constructor(allocate: (byteCount: number) => Uint8Array) {
    this.#allocate = allocate;
  }

  /** An empty buffer; a new one has room for `expectedBytes`. */
  take(expectedBytes: number): FrameBuffer {
    return this.#free.pop() ?? new FrameBuffer(expectedBytes, REFERENCE_BYTES, this.#allocate);
  }

  /** What is in it has been written, and nobody has a view of it any more. */
  giveBack(buffer: FrameBuffer): void {
    if (this.#free.length === MAX_FREE || buffer.bytes.length > MAX_BYTES) return;
    buffer.length = 0;
    this.#free.push(buffer);
  }
}
