import { LRUCache } from 'lru-cache';
import type { Logger } from 'pino';
import type { Clock } from '../clock/index.ts';

/** As long as whoever reads the log may wait to hear that something is still so. */
const PERIOD_MS = 10_000;
const MAX_TOLD_APART = 1000;

/** Warnings that come with each try, of which there are several in a second: one in ten seconds of each, the rest for debugging. */
export class RepeatedWarnings {
  readonly #clock: Clock;
  readonly #log: Logger;
  readonly #said = new LRUCache<string, { readonly atMs: number; repeats: number }>({ max: MAX_TOLD_APART });

  constructor(clock: Clock, log: Logger) {
    this.#clock = clock;
    this.#log = log;
  }

  /** `key`: what makes it the same warning. It says how often it was not said since it last was. */
  warn(key: string, fields: object, text: string): void {
    const nowMs = this.#clock.nowMs();
    const last = this.#said.get(key);
    if (last !== undefined && nowMs - last.atMs < PERIOD_MS) {
      last.repeats++;
      this.#log.debug(fields, text);
      return;
    }
    this.#said.set(key, { atMs: nowMs, repeats: 0 });
    this.#log.warn({ ...fields, repeats: last?.repeats ?? 0 }, text);
  }
}
