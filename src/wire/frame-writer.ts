import { CallFrameWriter } from './call-frame-writer.ts';
import type { Frame } from './frame.ts';
import { FrameBuffer } from './frame-buffer.ts';
import { encodeFrame } from './frame-codec.ts';
import type { FrameMemory } from './frame-memory.ts';

/** Runs `task` at the end of this turn of the event loop. */
export type AtTurnEnd = (task: () => void) => void;

/** A turn that was longer than this says nothing of the next. */
const MAX_EXPECTED_BYTES = 65_536;

/** What a writer has where there are many. */
export interface SharedOutput {
  /** Where its buffers come from, and go back to. */
  readonly memory: FrameMemory;
  /** Takes a turn that has large payloads, which are not copied and must not be written to afterwards. */
  writePieces(pieces: readonly Uint8Array[]): void;
}

/**
 * Joins all frames of one turn of the event loop into one buffer and one write. `write` says whether it has done with the
 * bytes, which may then be written to again; where it has not, they are its own to keep. Without `shared` they always are,
 * and there is one write for all of a turn, whatever is in it.
 */
export class FrameWriter {
  readonly #atTurnEnd: AtTurnEnd;
  readonly #write: (bytes: Uint8Array) => boolean;
  readonly #shared: SharedOutput | null;
  readonly #flush = () => this.flush();
  #calls: CallFrameWriter | null = null;
  #output: FrameBuffer | null = null;
  /** A frame that is encoded already, and is all that waits. */
  #lone: Uint8Array | null = null;
  /** What the last turn came to: the next one is likely to be alike. */
  #expectedBytes = 0;

  constructor(atTurnEnd: AtTurnEnd, write: (bytes: Uint8Array) => boolean, shared: SharedOutput | null = null) {
    this.#atTurnEnd = atTurnEnd;
    this.#write = write;
    this.#shared = shared;
  }

  /** What waits for the end of the turn, in bytes. */
  get pendingBytes(): number {
    return this.#output?.totalBytes ?? this.#lone?.length ?? 0;
  }

  /** Takes a frame for this turn's write. Its payload is copied here, unless it is large and the output shared. */
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
    if (this.#shared === null) this.#write(output.finish());
    else if (output.inPieces) this.#shared.writePieces(output.finishPieces());
    else if (this.#write(output.finish())) this.#shared.memory.giveBack(output);
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
    const output = this.#shared?.memory.take(this.#expectedBytes) ?? new FrameBuffer(this.#expectedBytes);
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
