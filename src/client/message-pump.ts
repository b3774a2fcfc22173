import { AHEAD_BYTES, INITIAL_CREDIT } from '../wire/index.ts';

/** Messages to be sent. */
export type MessageSource = Iterable<Uint8Array> | AsyncIterable<Uint8Array>;

/** What a pump sends to. */
export interface PumpTarget {
  /** False: the connection has enough to write; `resume` is called when there is room. */
  readonly hasRoom: boolean;
  send(payload: Uint8Array): void;
  halfClose(): void;
  /** The source came to an error. */
  sourceFailed(cause: unknown): void;
}

/**
 * Takes messages from a source as fast as the gateway gives credit and the connection has room, and no faster: a
 * backend that reads slowly pauses the source.
 */
export class MessagePump {
  readonly #target: PumpTarget;
  readonly #iterator: Iterator<Uint8Array> | AsyncIterator<Uint8Array>;
  #credit = INITIAL_CREDIT;
  /** The lengths of those that have left and that no credit has come back for. */
  readonly #ahead: number[] = [];
  #aheadBytes = 0;
  #stopped = false;
  #wake: (() => void) | null = null;
  /** Messages that have left. */
  sent = 0;

  constructor(source: MessageSource, target: PumpTarget) {
    this.#target = target;
    this.#iterator = Symbol.asyncIterator in source ? source[Symbol.asyncIterator]() : source[Symbol.iterator]();
  }

  start(): void {
    this.#run().then(undefined, (cause: unknown) => {
      if (this.#stopped) return;
      this.#stopped = true;
      this.#target.sourceFailed(cause);
    });
  }

  credit(messages: number): void {
    this.#credit += messages;
    for (const bytes of this.#ahead.splice(0, messages)) this.#aheadBytes -= bytes;
    this.resume();
  }

  /** There may be room. */
  resume(): void {
    this.#wake?.();
    this.#wake = null;
  }

  /** The call is over. The source is told, so that it can let go of what it holds. */
  stop(): void {
    if (this.#stopped) return;
    this.#stopped = true;
    this.resume();
    // What a source says to its end is its own business.
    Promise.resolve(this.#iterator.return?.()).catch(() => undefined);
  }

  async #run(): Promise<void> {
    for (;;) {
      const next = await this.#iterator.next();
      if (this.#stopped) return;
      if (next.done === true) break;
      while (!this.#mayGoOn) {
        await new Promise<void>((resolve) => {
          this.#wake = resolve;
        });
        if (this.#stopped) return;
      }
      this.#credit--;
      this.#ahead.push(next.value.length);
      this.#aheadBytes += next.value.length;
      this.sent++;
      this.#target.send(next.value);
      if (this.#stopped) return;
    }
    this.#stopped = true;
    this.#target.halfClose();
  }

  get #mayGoOn(): boolean {
    return this.#credit > 0 && this.#aheadBytes < AHEAD_BYTES && this.#target.hasRoom;
  }
}
