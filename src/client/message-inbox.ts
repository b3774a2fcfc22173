import type { CallError } from './call-error.ts';

interface Reader {
  readonly resolve: (result: IteratorResult<Uint8Array, undefined>) => void;
  readonly reject: (error: CallError) => void;
}

type End =
  | { readonly kind: 'open' }
  | { readonly kind: 'done' }
  | { readonly kind: 'failed'; readonly error: CallError };

/**
 * Messages that have arrived and that nobody has read. How many there may be is bounded by the credit that the gateway
 * was given. What has arrived is read before the end is.
 */
export class MessageInbox {
  readonly #taken: () => void;
  readonly #messages: Uint8Array[] = [];
  readonly #readers: Reader[] = [];
  #end: End = { kind: 'open' };

  /** `taken` is called for each message that a reader gets. */
  constructor(taken: () => void) {
    this.#taken = taken;
  }

  push(message: Uint8Array): void {
    if (this.#end.kind !== 'open') return;
    const reader = this.#readers.shift();
    if (reader === undefined) {
      this.#messages.push(message);
      return;
    }
    this.#taken();
    reader.resolve({ done: false, value: message });
  }

  /** No more will come: null where all is well. */
  end(error: CallError | null): void {
    if (this.#end.kind !== 'open') return;
    this.#end = error === null ? { kind: 'done' } : { kind: 'failed', error };
    for (const reader of this.#readers.splice(0)) this.#tellEnd(reader);
  }

  /** Drops what was not read: its reader has gone. */
  discard(): void {
    this.#messages.length = 0;
  }

  /** The next message. Rejects with the call's error, once. */
  next(): Promise<IteratorResult<Uint8Array, undefined>> {
    const message = this.#messages.shift();
    if (message !== undefined) {
      this.#taken();
      return Promise.resolve({ done: false, value: message });
    }
    return new Promise((resolve, reject) => {
      const reader = { resolve, reject };
      if (this.#end.kind === 'open') this.#readers.push(reader);
      else this.#tellEnd(reader);
    });
  }

  #tellEnd({ resolve, reject }: Reader): void {
    const end = this.#end;
    this.#end = { kind: 'done' };
    if (end.kind === 'failed') reject(end.error);
    else resolve({ done: true, value: undefined });
  }
}
