import type { Guide } from '../../../fuzz/fuzzer.ts';
import type { Target } from '../../../fuzz/target.ts';

/** A reader with a fault behind four bytes, each of which only shows when those before it are right. */
export class Toy implements Guide {
  readonly #secret: readonly number[];
  readonly #seen = new Set<number>();
  #depth = 0;
  readonly target: Target;

  constructor(secret: readonly number[], act: () => void) {
    this.#secret = secret;
    this.target = {
      name: 'toy',
      maxInputBytes: 32,
      seeds: [Uint8Array.of(4, 1, 2, 3, 4)],
      dictionary: [Uint8Array.of(0)],
      firstUnitAt: 0,
      framing: {
        unitAt: (bytes, start) => {
          const end = start + 1 + (bytes[start] ?? 0);
          return end <= bytes.length ? { start, bodyAt: start + 1, end } : null;
        },
        headerFor: (_, bodyBytes) => Uint8Array.of(bodyBytes),
      },
      run: (input) => {
        while (this.#depth < this.#secret.length && input[this.#depth] === this.#secret[this.#depth]) this.#depth++;
        if (this.#depth === this.#secret.length) act();
      },
    };
  }

  begin(): void {
    this.#depth = 0;
  }

  takeNew(): number {
    if (this.#seen.has(this.#depth)) return 0;
    this.#seen.add(this.#depth);
    return 1;
  }

  reset(): void {
    this.#seen.clear();
  }
}
