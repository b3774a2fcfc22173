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
  #seq = -1;
  #frame: Uint8Array = new Uint8Array(0);

  constructor(notify: Notify) {
    this.#body = trunkline.wire.v1.Frame.encode({ notify }).finish();
  }

  /** The whole frame. It is shared: it must not be written to. */
  frame(seq: number): Uint8Array {
    if (seq === this.#seq) return this.#frame;
    const size = uint32FieldSize(seq) + this.#body.length;
    const out = new FrameBuffer(varintSize(size) + size);
    out.varint(size);
    out.uint32Field(FRAME.seq, seq);
    out.raw(this.#body);
    this.#seq = seq;
    // As sockets take it: each of them would make a view of its own.
    this.#frame = Buffer.from(out.bytes.buffer, out.bytes.byteOffset, out.length);
    return this.#frame;
  }
}
