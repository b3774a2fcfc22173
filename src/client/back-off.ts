export interface BackOffOptions {
  /** The first pause is drawn from 0 to this, in milliseconds. */
  readonly minDelayMs: number;
  /** No pause is drawn from more than this, in milliseconds. */
  readonly maxDelayMs: number;
  /** From 0 up to 1. */
  readonly random: () => number;
}

/**
 * Exponential back-off with full jitter: each pause is drawn evenly from 0 to a ceiling that doubles with every
 * attempt, so that the clients of a gateway that went away do not come back in step.
 * Source: https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/
 */
export class BackOff {
  readonly #options: BackOffOptions;
  #attempts = 0;

  constructor(options: BackOffOptions) {
    this.#options = options;
  }

  /** How many pauses were drawn since the last `reset`. */
  get attempts(): number {
    return this.#attempts;
  }

  /** The pause before the next attempt. It is never shorter than `retryAfterMs`, and jittered above that. */
  nextDelayMs(retryAfterMs: number): number {
    const { minDelayMs, maxDelayMs, random } = this.#options;
    const ceilingMs = Math.min(maxDelayMs, minDelayMs * 2 ** this.#attempts);
    this.#attempts++;
    return retryAfterMs + random() * ceilingMs;
  }

  reset(): void {
    this.#attempts = 0;
  }
}
