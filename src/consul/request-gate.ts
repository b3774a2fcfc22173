/**
 * How often something may be asked: `burst` times at once, and then once in `periodMs` (GCRA, the leaky bucket that keeps
 * one number). It says how long to wait, and counts who was told.
 */
export class RequestGate {
  readonly #periodMs: number;
  readonly #burst: number;
  #freeAtMs = 0;

  constructor(periodMs: number, burst: number) {
    this.#periodMs = periodMs;
    this.#burst = burst;
  }

  /** Takes the next place; the request may be made in so many milliseconds. */
  take(nowMs: number): number {
    const freeAtMs = Math.max(this.#freeAtMs, nowMs);
    this.#freeAtMs = freeAtMs + this.#periodMs;
    return Math.max(0, freeAtMs - (this.#burst - 1) * this.#periodMs - nowMs);
  }
}
