import { minimise } from './minimise.ts';
import { Mutator } from './mutation/mutator.ts';
import { Random } from './mutation/random.ts';
import type { Target } from './target.ts';

/** An input that takes longer hangs. */
const HANG_MS = 50;
const RERUNS = 3;
const TRACE_DEPTH = 10;

export type Verdict =
  | { readonly kind: 'fine' }
  /** `what` names the failure: the same for all inputs that meet it. */
  | { readonly kind: 'crash'; readonly what: string; readonly detail: string }
  | { readonly kind: 'hang'; readonly what: string; readonly detail: string };

export interface Finding {
  readonly verdict: Verdict;
  /** As short as it can be. */
  readonly input: Uint8Array;
}

/** Says what the code has done that it had not done before. */
export interface Guide {
  begin(): void;
  takeNew(): number;
  reset(): void;
}

const NO_BYTES = new Uint8Array(0);
const FINE: Verdict = { kind: 'fine' };

/**
 * Fuzzes one target in this process: makes inputs of those that are known, runs them, and keeps those by which the code
 * does something that it has not done before. Deterministic for the same code, seed and corpus.
 */
export class Fuzzer {
  readonly #target: Target;
  readonly #guide: Guide;
  readonly #random: Random;
  readonly #mutator: Mutator;
  readonly #corpus: Uint8Array[] = [];
  readonly #findings = new Map<string, Finding>();
  #inputs = 0;
  #slowestMs = 0;

  constructor(target: Target, guide: Guide, seed: number) {
    this.#target = target;
    this.#guide = guide;
    this.#random = new Random(seed);
    this.#mutator = new Mutator(target, this.#random);
  }

  get inputs(): number {
    return this.#inputs;
  }

  get corpus(): readonly Uint8Array[] {
    return this.#corpus;
  }

  get findings(): readonly Finding[] {
    return [...this.#findings.values()];
  }

  /** The time of the slowest input in milliseconds: its best of some runs, for the machine does other things too. */
  get slowestMs(): number {
    return this.#slowestMs;
  }

  /** Runs a known input, and keeps it if it adds something. */
  learn(input: Uint8Array): void {
    this.#runOne(input.subarray(0, this.#target.maxInputBytes));
  }

  /** Runs so many inputs more. Something must have been learned. */
  run(inputs: number): void {
    const { stackTraceLimit } = Error;
    // Where errors are ordinary, most of the time would go into their stack traces.
    Error.stackTraceLimit = 0;
    for (let left = inputs; left > 0; left--) this.#runOne(this.#mutator.mutate(this.#choose(), this.#choose()));
    Error.stackTraceLimit = stackTraceLimit;
  }

  /** The corpus without what shorter inputs do too. */
  essence(): Uint8Array[] {
    this.#guide.reset();
    const essential: Uint8Array[] = [];
    for (const input of [...this.#corpus].sort((a, b) => a.length - b.length)) {
      this.#execute(input);
      if (this.#guide.takeNew() > 0) essential.push(input);
    }
    return essential;
  }

  /** Of two, the shorter, for it takes less time. */
  #choose(): Uint8Array {
    const [one, other] = [this.#pick(), this.#pick()];
    return one.length <= other.length ? one : other;
  }

  /** Half of the time one of those that were found last, for nobody has looked around there yet. */
  #pick(): Uint8Array {
    const corpus = this.#corpus;
    const latest = this.#random.below(2) === 0 ? corpus.length : Math.ceil(corpus.length / 4);
    return corpus[corpus.length - 1 - this.#random.below(latest)] ?? NO_BYTES;
  }

  #runOne(input: Uint8Array): void {
    this.#inputs++;
    const verdict = this.#execute(input);
    if (verdict.kind === 'fine') {
      if (this.#guide.takeNew() > 0) this.#corpus.push(input.slice());
    } else if (!this.#findings.has(verdict.what)) {
      const holds = (candidate: Uint8Array) => {
        const found = this.#execute(candidate);
        return found.kind !== 'fine' && found.what === verdict.what;
      };
      const shortest = minimise(input.slice(), holds);
      const { stackTraceLimit } = Error;
      Error.stackTraceLimit = TRACE_DEPTH;
      this.#findings.set(verdict.what, { verdict: this.#execute(shortest), input: shortest });
      Error.stackTraceLimit = stackTraceLimit;
    }
  }

  #execute(input: Uint8Array): Verdict {
    this.#guide.begin();
    const startedAtMs = performance.now();
    try {
      this.#target.run(input);
    } catch (cause) {
      return crashOf(cause);
    }
    const tookMs = performance.now() - startedAtMs;
    if (tookMs <= HANG_MS && tookMs <= this.#slowestMs) return FINE;
    const fastestMs = Math.min(tookMs, this.#fastestOfReruns(input));
    this.#slowestMs = Math.max(this.#slowestMs, fastestMs);
    return fastestMs <= HANG_MS ? FINE : { kind: 'hang', what: 'hang', detail: `${fastestMs.toFixed(1)} ms` };
  }

  /** A busy machine may stop us at any place: only what is slow each time is slow by itself. */
  #fastestOfReruns(input: Uint8Array): number {
    let fastestMs = Number.POSITIVE_INFINITY;
    for (let run = 0; run < RERUNS; run++) {
      this.#guide.begin();
      const startedAtMs = performance.now();
      this.#target.run(input);
      fastestMs = Math.min(fastestMs, performance.now() - startedAtMs);
    }
    return fastestMs;
  }
}

function crashOf(cause: unknown): Verdict {
  if (!(cause instanceof Error)) return { kind: 'crash', what: String(cause), detail: String(cause) };
  return {
    kind: 'crash',
    what: `${cause.name}: ${cause.message.replace(/\d+/g, 'N').slice(0, 160)}`,
    detail: cause.stack ?? cause.message,
  };
}
