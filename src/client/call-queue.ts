/** What waits in a `CallQueue`. */
export interface Waiting {
  /** What it holds, in bytes. */
  readonly heldBytes: number;
}

export interface CallQueueOptions {
  readonly maxQueued: number;
  readonly maxQueuedBytes: number;
}

/** Calls that wait for a connection, or for room on it: in order, bounded in number and in bytes. */
export class CallQueue<Call extends Waiting> {
  readonly #options: CallQueueOptions;
  readonly #calls = new Set<Call>();
  #bytes = 0;

  constructor(options: CallQueueOptions) {
    this.#options = options;
  }

  get size(): number {
    return this.#calls.size;
  }

  /** False: the queue is full, and did not take the call. */
  add(call: Call): boolean {
    const { maxQueued, maxQueuedBytes } = this.#options;
    if (this.#calls.size >= maxQueued || this.#bytes + call.heldBytes > maxQueuedBytes) return false;
    this.#calls.add(call);
    this.#bytes += call.heldBytes;
    return true;
  }

  /** Takes out a call that gave up. One that does not wait here is left alone. */
  remove(call: Call): void {
    if (this.#calls.delete(call)) this.#bytes -= call.heldBytes;
  }

  /** Takes out the one that has waited longest. */
  take(): Call | undefined {
    for (const call of this.#calls) {
      this.remove(call);
      return call;
    }
    return undefined;
  }
}
