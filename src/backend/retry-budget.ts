/** What there is to begin with, so that a backend that is seldom called can be retried at all. */
const FIRST = 10;
/** What can be saved up. */
const MOST = 100;

/**
 * How many calls may be sent again that may have been run: a share of all calls, so that a backend in trouble does not get
 * several times its load for it.
 */
export class RetryBudget {
  readonly #share: number;
  #saved = FIRST;

  /** `percent` of a hundred calls. */
  constructor(percent: number) {
    this.#share = percent / 100;
    if (percent === 0) this.#saved = 0;
  }

  callBegan(): void {
    this.#saved = Math.min(MOST, this.#saved + this.#share);
  }

  /** False: there is nothing left. */
  take(): boolean {
    if (this.#saved < 1) return false;
    this.#saved--;
    return true;
  }
}
