import { FRAME } from './call-fields.ts';
import type { Notify } from './frame.ts';
import { FrameBuffer, uint32FieldSize, varintSize } from './frame-buffer.ts';
import { trunkline } from './generated/frame.js';

/**
 * A notification that is encoded once for all whom it goes to. Frames of one differ in their seq alone, and sessions that
 * have had as many share theirs: the last frame is kept, and is the same object for all of them.
 */
export class EncodedNotify {
  /** All but length and seq. */
  readonly #body: Uint8Array;
  readonly #allocate: ((byteCount: number) => Uint8Array) | undefined;
  #seq = -1;
  #frame: Uint8Array = new Uint8Array(0);

  /** `allocate` gives the memory of its frames, where it matters what that is. */
  constructor(notify: Notify, allocate?: (byteCount: number) => Uint8Array) {
    this.#allocate = allocate;
    this.#body = trunkline.wire.v1.Frame.encode({ notify }).finish();
  }

  /** The whole frame. It is shared: it must not be written to. */
  frame(seq: number): Uint8Array {
    if (seq === this.#seq) return this.#frame;
    const size = uint32FieldSize(seq) + this.#body.length;
    const out = new FrameBuffer(varintSize(size) + size, undefined, this.#allocate);
    out.varint(size);
    out.uint32Field(FRAME.seq, seq);
    out.raw(this.#body);
    this.#seq = seq;
    this.#frame = out.finish();
    return this.#frame;
  }
}
