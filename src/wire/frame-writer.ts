import { CallFrameWriter } from './call-frame-writer.ts';
import type { Frame } from './frame.ts';
import { FrameBuffer } from './frame-buffer.ts';
import { encodeFrame } from './frame-codec.ts';

/** Runs `task` at the end of this turn of the event loop. */
export type AtTurnEnd = (task: () => void) => void;

/** A turn that was longer than this says nothing of the next. */
const MAX_EXPECTED_BYTES = 65_536;

/** From this length on a payload costs less as a piece of its own than as a copy. */
const REFERENCE_BYTES = 32_768;

/**
 * Joins all frames of one turn of the event loop into one buffer and one write. What `write` gets is its own to keep.
 *
 * With `writePieces`, large payloads are not copied, and must not be written to afterwards: a turn that has one leaves in
 * several pieces, by that function.
 */
export class FrameWriter {
  readonly #atTurnEnd: AtTurnEnd;
  readonly #write: (bytes: Uint8Array) => void;
  readonly #writePieces: ((pieces: readonly Uint8Array[]) => void) | null;
  readonly #flush = () => this.flush();
  #calls: CallFrameWriter | null = null;
  #output: FrameBuffer | null = null;
  /** A frame that is encoded already, and is all that waits. */
  #lone: Uint8Array | null = null;
  /** What the last turn came to: the next one is likely to be alike. */
  #expectedBytes = 0;

  constructor(
    atTurnEnd: AtTurnEnd,
    write: (bytes: Uint8Array) => void,
    writePieces: ((pieces: readonly Uint8Array[]) => void) | null = null,
  ) {
    this.#atTurnEnd = atTurnEnd;
    this.#write = write;
    this.#writePieces = writePieces;
  }

  /** What waits for the end of the turn, in bytes. */
  get pendingBytes(): number {
    return this.#output?.totalBytes ?? this.#lone?.length ?? 0;
  }

  /** Takes a frame for this turn's write. Its payload is copied here, unless it is large and `writePieces` is there. */
  append(frame: Frame): void {
    const first = !this.#waits;
    this.#put(this.#output ?? this.#open(), frame);
    if (first) this.#atTurnEnd(this.#flush);
  }

  /** As `append`, of a whole frame that is encoded already, and never written to. Where it stays alone it is not copied. */
  appendEncoded(frame: Uint8Array): void {
    if (!this.#waits) {
      this.#lone = frame;
      this.#atTurnEnd(this.#flush);
      return;
    }
    const output = this.#output ?? this.#open();
    output.reserve(frame.length);
    output.raw(frame);
  }

  /** Writes what waits, now. */
  flush(): void {
    const output = this.#output;
    if (output === null) {
      this.#flushLone();
      return;
    }
    this.#output = null;
    this.#expectedBytes = Math.min(MAX_EXPECTED_BYTES, output.length);
    if (output.inPieces && this.#writePieces !== null) this.#writePieces(output.finishPieces());
    else this.#write(output.finish());
  }

  /** Takes out what waits, unwritten, in order. */
  take(): readonly Uint8Array[] {
    const pieces = this.#output?.finishPieces() ?? (this.#lone === null ? [] : [this.#lone]);
    this.#output = null;
    this.#lone = null;
    return pieces;
  }

  #flushLone(): void {
    const lone = this.#lone;
    if (lone === null) return;
    this.#lone = null;
    this.#write(lone);
  }

  get #waits(): boolean {
    return this.#output !== null || this.#lone !== null;
  }

  /** A buffer for the frames of this turn, with the one that has come. */
  #open(): FrameBuffer {
    const output = new FrameBuffer(this.#expectedBytes, this.#writePieces === null ? undefined : REFERENCE_BYTES);
    this.#output = output;
    const lone = this.#lone;
    if (lone !== null) {
      this.#lone = null;
      output.reserve(lone.length);
      output.raw(lone);
    }
    return output;
  }

  #put(output: FrameBuffer, frame: Frame): void {
    switch (frame.kind) {
      case 'response':
        this.#callFrames.response(output, frame.seq, frame.body);
        return;
      case 'message':
        this.#callFrames.message(output, frame.seq, frame.body);
        return;
      case 'request':
        this.#callFrames.request(output, frame.seq, frame.body);
        return;
      default: {
        const encoded = encodeFrame(frame);
        output.reserve(encoded.length);
        output.raw(encoded);
      }
    }
  }

  /** A session that makes no calls needs none. */
  get #callFrames(): CallFrameWriter {
    this.#calls ??= new CallFrameWriter();
    return this.#calls;
  }
}
