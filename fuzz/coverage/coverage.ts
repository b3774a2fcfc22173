import { register } from 'node:module';
import { COUNTER_SLOTS, COUNTERS } from './counters.ts';
import type { HookData } from './hook-data.ts';

/** How often a place was passed matters by its order of magnitude only, as in AFL: a bit for each. */
const BUCKETS = new Uint8Array(256);
for (let count = 1; count < 256; count++) BUCKETS[count] = 1 << (count < 4 ? count - 1 : Math.min(7, bits(count)));

function bits(count: number): number {
  // 4 to 7, 8 to 15, 16 to 31, 32 to 127, 128 and more.
  const log = Math.floor(Math.log2(count));
  return log <= 4 ? log + 1 : log + (log === 5 ? 1 : 0);
}

/** What of the instrumented code has run, input by input, and what was new. */
export class Coverage {
  readonly #inUse = new Int32Array(new SharedArrayBuffer(4 * (COUNTER_SLOTS + 1)));
  readonly #seen = new Uint8Array(COUNTER_SLOTS);

  /** From now on, modules below the folders that these URLs name are instrumented as they are loaded. */
  instrument(prefixes: readonly string[]): void {
    const { buffer: shared } = this.#inUse;
    if (!(shared instanceof SharedArrayBuffer)) throw new TypeError('the counts are not shared');
    const data: HookData = { prefixes, countersUrl: new URL('./counters.js', import.meta.url).href, shared };
    register(new URL('./instrumenting-hook.js', import.meta.url), { data });
  }

  /** How many branches the loaded code has. */
  get branches(): number {
    return this.#countBranches(() => true);
  }

  get coveredBranches(): number {
    return this.#countBranches((place) => (this.#seen[place] ?? 0) !== 0);
  }

  /** Pairs of a place and the order of magnitude in which it was passed. */
  get features(): number {
    let features = 0;
    for (let seen of this.#seen.subarray(0, this.#places)) {
      for (; seen !== 0; seen &= seen - 1) features++;
    }
    return features;
  }

  /** Forgets all that was seen. */
  reset(): void {
    this.#seen.fill(0);
  }

  /** Before an input. */
  begin(): void {
    COUNTERS.fill(0, 0, this.#places);
  }

  /** After an input: how many places were passed as often as never before. */
  takeNew(): number {
    const seen = this.#seen;
    const places = this.#places;
    let fresh = 0;
    for (let place = 0; place < places; place++) {
      const count = COUNTERS[place] ?? 0;
      if (count === 0) continue;
      const bucket = BUCKETS[count > 255 ? 255 : count] ?? 0;
      const before = seen[place] ?? 0;
      if ((before & bucket) !== 0) continue;
      seen[place] = before | bucket;
      fresh++;
    }
    return fresh;
  }

  get #places(): number {
    return this.#inUse[0] ?? 0;
  }

  #countBranches(counts: (place: number) => boolean): number {
    let branches = 0;
    for (let place = 0; place < this.#places; place++) {
      if (this.#inUse[1 + place] === 1 && counts(place)) branches++;
    }
    return branches;
  }
}
