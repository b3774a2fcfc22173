/**
 * Random numbers for choices that nobody has to guess at: xorshift32 (Marsaglia, 2003). Unlike `Math.random` behind a
 * function, which boxes each number, it allocates nothing: the state is in a typed array, and what comes out is small.
 */
export class Dice {
  readonly #state = new Int32Array(1);

  /** The same `seed` gives the same numbers. */
  constructor(seed: number) {
    // From 0 it would never come away.
    this.#state[0] = seed | 1;
  }

  /** A whole number from 0 to below `count`, which is at most 2^30. */
  below(count: number): number {
    let x = this.#state[0] ?? 1;
    x ^= x << 13;
    x ^= x >>> 17;
    x ^= x << 5;
    this.#state[0] = x;
    return (x >>> 1) % count;
  }
}
