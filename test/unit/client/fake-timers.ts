import type { StopTimer, Timers } from '../../../src/client/timers.ts';

/** Time that moves only when the test says so. */
export class FakeTimers implements Timers {
  #nowMs = 1000;
  readonly #armed = new Set<{ readonly atMs: number; readonly run: () => void }>();

  get armed(): number {
    return this.#armed.size;
  }

  nowMs(): number {
    return this.#nowMs;
  }

  after(delayMs: number, run: () => void): StopTimer {
    const timer = { atMs: this.#nowMs + delayMs, run };
    this.#armed.add(timer);
    return () => {
      this.#armed.delete(timer);
    };
  }

  /** Moves time on, and runs what becomes due on the way, in order. */
  advance(ms: number): void {
    const endMs = this.#nowMs + ms;
    for (let timer = this.#nextDue(endMs); timer !== null; timer = this.#nextDue(endMs)) {
      this.#armed.delete(timer);
      this.#nowMs = Math.max(this.#nowMs, timer.atMs);
      timer.run();
    }
    this.#nowMs = endMs;
  }

  #nextDue(endMs: number) {
    let next = null;
    for (const timer of this.#armed) {
      if (timer.atMs <= endMs && (next === null || timer.atMs < next.atMs)) next = timer;
    }
    return next;
  }
}
