import { FRAME } from './call-fields.ts';
import { CallFrameWriter } from './call-frame-writer.ts';
import type { Frame } from './frame.ts';
import { FrameBuffer, uint32FieldSize, varintSize } from './frame-buffer.ts';
import { encodeFrame } from './frame-codec.ts';

/** Runs `task` at the end of this turn of the event loop. */
export type AtTurnEnd = (task: () => void) => void;

/** A turn that was longer than this says nothing of the next. */
const MAX_EXPECTED_BYTES = 65_536;

/**
 * Joins all frames of one turn of the event loop into one buffer and one write. What `write` gets is its own to keep.
 */
export class FrameWriter {
  readonly #atTurnEnd: AtTurnEnd;
  readonly #write: (bytes: Uint8Array) => void;
  readonly #flush = () => this.flush();
  #calls: CallFrameWriter | null = null;
  #output: FrameBuffer | null = null;
  /** What the last turn came to: the next one is likely to be alike. */
  #expectedBytes = 0;

  constructor(atTurnEnd: AtTurnEnd, write: (bytes: Uint8Array) => void) {
    this.#atTurnEnd = atTurnEnd;
    this.#write = write;
  }

  /** What waits for the end of the turn, in bytes. */
  get pendingBytes(): number {
    return this.#output?.length ?? 0;
  }

  /** Takes a frame for this turn's write. Its payload is copied here. */
  append(frame: Frame): void {
    const waiting = this.#output;
    const output = waiting ?? new FrameBuffer(this.#expectedBytes);
    this.#put(output, frame);
    if (waiting !== null) return;
    this.#output = output;
    this.#atTurnEnd(this.#flush);
  }

  /** As `append`, of a frame whose body is encoded already, as `encodeNotify` does it. */
  appendEncoded(seq: number, body: Uint8Array): void {
    const waiting = this.#output;
    const output = waiting ?? new FrameBuffer(this.#expectedBytes);
    const size = uint32FieldSize(seq) + body.length;
    output.reserve(varintSize(size) + size);
    output.varint(size);
    output.uint32Field(FRAME.seq, seq);
    output.raw(body);
    if (waiting !== null) return;
    this.#output = output;
    this.#atTurnEnd(this.#flush);
  }

  /** Writes what waits, now. */
  flush(): void {
    const output = this.#output;
    if (output === null) return;
    this.#output = null;
    this.#expectedBytes = Math.min(MAX_EXPECTED_BYTES, output.length);
    this.#write(output.finish());
  }

  /** Takes out what waits, unwritten; null: nothing does. */
  take(): Uint8Array | null {
    const output = this.#output;
    this.#output = null;
    return output === null ? null : output.finish();
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
