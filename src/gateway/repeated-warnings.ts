import { LRUCache } from 'lru-cache';
import type { Clock } from '../clock/index.ts';

/** As long as whoever reads the log may wait to hear that something is still so. */
const PERIOD_MS = 10_000;
const MAX_TOLD_APART = 1000;

/** Warnings that come with each try, of which there are several in a second: one in ten seconds is enough of each. */
export class RepeatedWarnings {
  readonly #clock: Clock;
  readonly #said = new LRUCache<string, { readonly atMs: number; repeats: number }>({ max: MAX_TOLD_APART });

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Calls `say` with how often `warning` was not said since it last was, unless that is not long ago. */
  warn(warning: string, say: (repeats: number) => void): void {
    const nowMs = this.#clock.nowMs();
    const last = this.#said.get(warning);
    if (last !== undefined && nowMs - last.atMs < PERIOD_MS) {
      last.repeats++;
      return;
    }
    this.#said.set(warning, { atMs: nowMs, repeats: 0 });
    say(last?.repeats ?? 0);
  }
}
