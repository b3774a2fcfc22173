import type { Timers } from './timers.ts';

/** Well below what a gateway allows by default: a burst of max_in_flight, then 50 a second. */
const CANCELS_PER_SECOND = 25;

/**
 * How many Cancels a connection may send. A gateway takes a client that opens and cancels without end for an attacker,
 * and closes with 4504, for good. A Cancel that is not sent costs little: the caller has its outcome, and the call runs
 * on at the backend until its deadline.
 */
export class CancelBudget {
  readonly #timers: Timers;
  readonly #burst: number;
  #left: number;
  #countedAtMs: number;

  constructor(timers: Timers, maxInFlight: number) {
    this.#timers = timers;
    this.#burst = Math.max(1, Math.floor(maxInFlight / 2));
    this.#left = this.#burst;
    this.#countedAtMs = timers.nowMs();
  }

  /** Takes one, where there is one. */
  take(): boolean {
    const nowMs = this.#timers.nowMs();
    this.#left = Math.min(this.#burst, this.#left + ((nowMs - this.#countedAtMs) / 1000) * CANCELS_PER_SECOND);
    this.#countedAtMs = nowMs;
    if (this.#left < 1) return false;
    this.#left--;
    return true;
  }
}
