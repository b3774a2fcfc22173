import type { GrpcCall } from './grpc-call.ts';

/** The calls that wait for a stream, in order of arrival, at most so many. */
export class WaitingLine {
  readonly #maxCalls: number;
  #calls: GrpcCall[] = [];
  #next = 0;
  /** Of those in `#calls` some have ended by themselves; they are passed over. */
  #size = 0;

  constructor(maxCalls: number) {
    this.#maxCalls = maxCalls;
  }

  get size(): number {
    return this.#size;
  }

  /** False: it is full. */
  add(call: GrpcCall): boolean {
    if (this.#size >= this.#maxCalls) return false;
    if (this.#calls.length > 2 * this.#maxCalls) this.#compact();
    this.#calls.push(call);
    this.#size++;
    return true;
  }

  /** A call that waits has ended. */
  left(): void {
    this.#size--;
    if (this.#size === 0) this.#reset();
  }

  /** Takes the call that has waited longest; null where none waits. */
  take(): GrpcCall | null {
    while (this.#next < this.#calls.length) {
      const call = this.#calls[this.#next++];
      if (call === undefined || call.phase !== 'waiting') continue;
      this.#size--;
      if (this.#size === 0) this.#reset();
      return call;
    }
    return null;
  }

  #compact(): void {
    this.#calls = this.#calls.slice(this.#next).filter((call) => call.phase === 'waiting');
    this.#next = 0;
  }

  #reset(): void {
    this.#calls = [];
    this.#next = 0;
  }
}
