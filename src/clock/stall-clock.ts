import type { Clock, Stop } from './clock.ts';

/** It is asked for the time at least this often. */
const LOOK_MS = 250;

/**
 * `clock`, which notices that the process stood still: stopped by a signal, or with its whole machine. The first who asks for
 * the time afterwards has `stalled` called, before anything is done at the new time.
 */
export class StallClock implements Clock {
  readonly #clock: Clock;
  readonly #limitMs: number;
  readonly #stalled: (ms: number) => void;
  readonly #stop: Stop;
  #lastMs: number;

  /** `limitMs`: what is shorter is no stall. */
  constructor(clock: Clock, limitMs: number, stalled: (ms: number) => void) {
    this.#clock = clock;
    this.#limitMs = limitMs;
    this.#stalled = stalled;
    this.#lastMs = clock.nowMs();
    this.#stop = clock.every(LOOK_MS, () => this.nowMs());
  }

  nowMs(): number {
    const nowMs = this.#clock.nowMs();
    const passedMs = nowMs - this.#lastMs;
    this.#lastMs = nowMs;
    if (passedMs > this.#limitMs) this.#stalled(passedMs);
    return nowMs;
  }

  unixMs(): number {
    return this.#clock.unixMs();
  }

  every(periodMs: number, tick: () => void): Stop {
    return this.#clock.every(periodMs, tick);
  }

  close(): void {
    this.#stop();
  }
}
