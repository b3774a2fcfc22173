import { setImmediate } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { readCorpus, writeCorpus } from './corpus-file.ts';
import type { Coverage } from './coverage/coverage.ts';
import { type Finding, Fuzzer } from './fuzzer.ts';
import type { Target } from './target.ts';
import { Watchdog } from './watchdog.ts';

export interface FuzzOptions {
  readonly inputs: number;
  readonly seed: number;
  readonly save?: boolean;
}

export interface Outcome {
  readonly inputs: number;
  readonly seconds: number;
  readonly branches: number;
  readonly coveredBranches: number;
  readonly features: number;
  /** How many inputs were kept. */
  readonly corpus: number;
  readonly slowestMs: number;
  /** What was in use after each tenth of the run, once all garbage was collected. */
  readonly heapBytes: readonly number[];
  readonly heapGrew: boolean;
  readonly findings: readonly Finding[];
}

const PARTS = 10;
/** So many inputs are run in one turn of the event loop. */
const BATCH = 500;
/** Each input of the corpus is an object and its bytes; more than that and this is a leak. */
const MOST_GROWTH_BYTES = 4 * 2 ** 20;
const INPUT_OVERHEAD_BYTES = 256;

/** Fuzzes one target from its seeds and its corpus on. `say` hears how it goes. */
export async function fuzz(
  target: Target,
  coverage: Coverage,
  options: FuzzOptions,
  say: (line: string) => void,
): Promise<Outcome> {
  const startedAtMs = performance.now();
  await using watchdog = new Watchdog(target.maxInputBytes);
  const fuzzer = new Fuzzer(watched(target, watchdog), coverage, options.seed);
  for (const input of [...target.seeds, ...readCorpus(target.name)]) fuzzer.learn(input);
  if (coverage.branches === 0) throw new Error('nothing of the code is instrumented: the inputs would not be steered');
  const ownBytes: number[] = [];
  const heapBytes: number[] = [];
  for (let part = 1; part <= PARTS; part++) {
    const until = Math.ceil((options.inputs * part) / PARTS);
    while (fuzzer.inputs < until) {
      fuzzer.run(Math.min(BATCH, until - fuzzer.inputs));
      // What Node has put off to the next turn holds on to what it belongs to.
      await setImmediate();
    }
    heapBytes.push(heapInUse());
    ownBytes.push(fuzzer.corpus.reduce((sum, input) => sum + input.length + INPUT_OVERHEAD_BYTES, 0));
    const { inputs, corpus, findings } = fuzzer;
    say(
      `${target.name}: ${inputs} inputs, ${coverage.features} features, corpus ${corpus.length}, ${findings.length} findings`,
    );
  }
  const seconds = (performance.now() - startedAtMs) / 1000;
  const outcome = {
    inputs: fuzzer.inputs,
    seconds,
    branches: coverage.branches,
    coveredBranches: coverage.coveredBranches,
    features: coverage.features,
    corpus: fuzzer.corpus.length,
    slowestMs: fuzzer.slowestMs,
    heapBytes,
    heapGrew: growth(heapBytes) - growth(ownBytes) > MOST_GROWTH_BYTES,
    findings: fuzzer.findings,
  };
  if (options.save === true) writeCorpus(target.name, fuzzer.essence());
  return outcome;
}

function watched(target: Target, watchdog: Watchdog): Target {
  return {
    ...target,
    run: (input) => {
      watchdog.begin(input);
      try {
        target.run(input);
      } finally {
        watchdog.end();
      }
    },
  };
}

/** From after the first tenth, in which code is compiled, to the end. */
function growth(samples: readonly number[]): number {
  return (samples.at(-1) ?? 0) - (samples[0] ?? 0);
}

function heapInUse(): number {
  setFlagsFromString('--expose-gc');
  const collect: unknown = runInNewContext('gc');
  // What the first one finds is given back in the background; the second waits for that.
  for (let times = 2; times > 0 && typeof collect === 'function'; times--) collect();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}
