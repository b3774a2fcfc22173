import protobuf from 'protobufjs/minimal.js';
import type { Frame } from './frame.ts';
import { appendFrame } from './frame-codec.ts';

/** Runs `task` at the end of this turn of the event loop. */
export type AtTurnEnd = (task: () => void) => void;

/**
 * Joins all frames of one turn of the event loop into one buffer and one write. What `write` gets is its own to keep.
 */
export class FrameWriter {
  readonly #atTurnEnd: AtTurnEnd;
  readonly #write: (bytes: Uint8Array) => void;
  readonly #flush = () => this.flush();
  #output: protobuf.Writer | null = null;

  constructor(atTurnEnd: AtTurnEnd, write: (bytes: Uint8Array) => void) {
    this.#atTurnEnd = atTurnEnd;
    this.#write = write;
  }

  /** What waits for the end of the turn, in bytes. */
  get pendingBytes(): number {
    return this.#output?.pos ?? 0;
  }

  /** Takes a frame for this turn's write. Its payload is copied here. */
  append(frame: Frame): void {
    if (this.#output !== null) {
      appendFrame(frame, this.#output);
      return;
    }
    this.#output = protobuf.Writer.create();
    appendFrame(frame, this.#output);
    this.#atTurnEnd(this.#flush);
  }

  /** Writes what waits, now. */
  flush(): void {
    const output = this.#output;
    if (output === null) return;
    this.#output = null;
    this.#write(output.finish(true));
  }

  /** Drops what waits. */
  discard(): void {
    this.#output = null;
  }
}
