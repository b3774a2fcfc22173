import type { Calls } from './calls.ts';

/** When calls are made. */
export interface Pace {
  begin(all: readonly Calls[]): void;
  /** A call was answered. */
  free(calls: Calls): void;
  stop(): void;
}

/** As many calls in flight as the shape allows: each answer is followed by the next call at once. */
export class ClosedLoop implements Pace {
  #running = true;

  begin(all: readonly Calls[]): void {
    for (const calls of all) this.#fill(calls);
  }

  free(calls: Calls): void {
    if (this.#running) this.#fill(calls);
  }

  stop(): void {
    this.#running = false;
  }

  #fill(calls: Calls): void {
    while (!calls.full) calls.start(performance.now());
  }
}

/**
 * Calls at a fixed rate, spread over the connections in turn. A call that finds all connections full waits, and its
 * latency counts from when it was due: a slow subject cannot slow its own measurement down.
 */
export class OpenLoop implements Pace {
  readonly #intervalMs: number;
  #all: readonly Calls[] = [];
  #timer: NodeJS.Timeout | null = null;
  #nextDueAtMs = 0;
  #turn = 0;

  constructor(callsPerSecond: number) {
    this.#intervalMs = 1000 / callsPerSecond;
  }

  begin(all: readonly Calls[]): void {
    this.#all = all;
    this.#nextDueAtMs = performance.now();
    this.#timer = setInterval(() => this.#startDue(), 1);
  }

  free(): void {
    if (this.#timer !== null) this.#startDue();
  }

  stop(): void {
    if (this.#timer !== null) clearInterval(this.#timer);
    this.#timer = null;
  }

  #startDue(): void {
    const nowMs = performance.now();
    while (this.#nextDueAtMs <= nowMs) {
      const calls = this.#nextFree();
      if (calls === null) return;
      calls.start(this.#nextDueAtMs);
      this.#nextDueAtMs += this.#intervalMs;
    }
  }

  #nextFree(): Calls | null {
    for (let tried = 0; tried < this.#all.length; tried++) {
      const calls = this.#all[this.#turn++ % this.#all.length];
      if (calls !== undefined && !calls.full) return calls;
    }
    return null;
  }
}
