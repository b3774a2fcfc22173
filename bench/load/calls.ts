import type { Answers, CallClient } from './call-client.ts';
import type { Measurement } from './measurement.ts';

/** Where the start of a call is kept, by its seq: more than any shape has in flight. */
const KEPT = 1 << 16;

/** The calls of one connection. */
export class Calls implements Answers {
  readonly #dueAtMs = new Float64Array(KEPT);
  readonly #whenFree: (calls: Calls) => void;
  readonly #failed: (cause: Error) => void;
  readonly #maxInFlight: number;
  client: CallClient | null = null;
  /** Null while nothing counts. */
  measurement: Measurement | null = null;
  inFlight = 0;
  #seq = 0;

  constructor(maxInFlight: number, whenFree: (calls: Calls) => void, failed: (cause: Error) => void) {
    this.#maxInFlight = maxInFlight;
    this.#whenFree = whenFree;
    this.#failed = failed;
  }

  get full(): boolean {
    return this.inFlight >= this.#maxInFlight;
  }

  /** Starts a call that was due at this time. */
  start(dueAtMs: number): void {
    const seq = ++this.#seq;
    this.#dueAtMs[seq % KEPT] = dueAtMs;
    this.inFlight++;
    this.client?.start(seq);
  }

  answered(seq: number, fine: boolean): void {
    this.inFlight--;
    this.measurement?.answered(performance.now() - (this.#dueAtMs[seq % KEPT] ?? 0), fine);
    this.#whenFree(this);
  }

  ended(why: string): void {
    this.#failed(new Error(`a connection ended under load: ${why}`));
  }
}
