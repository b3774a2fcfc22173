import { putUint32 } from './frame-writer.ts';
import { MESSAGE_PREFIX_BYTES } from './message-reader.ts';
import type { OutputBuffer } from './output-buffer.ts';

/** A shorter piece is copied: a write of its own would cost more. */
const REFERENCE_BYTES = 16_384;

/** Messages of one call that flow control holds back, as bytes with their prefixes. */
export class Outbox {
  readonly #pieces: Uint8Array[] = [];
  #next = 0;
  #at = 0;
  #bytes = 0;

  /** What waits, in bytes. */
  get bytes(): number {
    return this.#bytes;
  }

  /** Adds a message. It is not copied, and must not be written to afterwards. */
  push(payload: Uint8Array): void {
    const prefix = new Uint8Array(MESSAGE_PREFIX_BYTES);
    putUint32(prefix, 1, payload.length);
    this.#pieces.push(prefix);
    if (payload.length > 0) this.#pieces.push(payload);
    this.#bytes += prefix.length + payload.length;
  }

  /** Moves the next `byteCount` bytes, of which there must be so many, to `output`. */
  moveTo(output: OutputBuffer, byteCount: number): void {
    this.#bytes -= byteCount;
    for (let missing = byteCount; missing > 0; ) {
      const piece = this.#pieces[this.#next];
      if (piece === undefined) throw new Error('an outbox holds less than it said');
      const end = Math.min(piece.length, this.#at + missing);
      missing -= end - this.#at;
      append(output, piece.subarray(this.#at, end));
      this.#at = end;
      if (end === piece.length) {
        this.#next++;
        this.#at = 0;
      }
    }
    if (this.#next === this.#pieces.length) {
      this.#pieces.length = 0;
      this.#next = 0;
    }
  }
}

function append(output: OutputBuffer, bytes: Uint8Array): void {
  if (bytes.length >= REFERENCE_BYTES) {
    output.appendByReference(bytes);
    return;
  }
  const at = output.reserve(bytes.length);
  output.bytes.set(bytes, at);
  output.length = at + bytes.length;
}
