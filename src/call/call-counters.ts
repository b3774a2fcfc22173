import type { Reason } from '../status/index.ts';

/** Upper bounds of the duration histogram, in seconds. */
export const DURATION_BUCKETS_SECONDS = [
  0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30,
] as const;

/** Stands for all methods that are not registered, so that a client cannot make labels. */
export const OTHER = '_OTHER';

const STATUS_CODES = 17;
const UNKNOWN_STATUS = 2;

/** What the calls of one method came to. */
export class MethodCounters {
  readonly service: string;
  readonly method: string;
  /** Calls that ended, by gRPC code. */
  readonly byCode = new Float64Array(STATUS_CODES);
  /** One more than there are bounds: the last takes what is above them all. Not cumulative. */
  readonly durationBuckets = new Float64Array(DURATION_BUCKETS_SECONDS.length + 1);
  durationSumMs = 0;

  constructor(service: string, method: string) {
    this.service = service;
    this.method = method;
  }

  ended(code: number, durationMs: number): void {
    const index = code >= 0 && code < STATUS_CODES ? code : UNKNOWN_STATUS;
    this.byCode[index] = (this.byCode[index] ?? 0) + 1;
    this.durationSumMs += durationMs;
    const bucket = bucketFor(durationMs / 1000);
    this.durationBuckets[bucket] = (this.durationBuckets[bucket] ?? 0) + 1;
  }
}

function bucketFor(seconds: number): number {
  let bucket = 0;
  while (bucket < DURATION_BUCKETS_SECONDS.length && seconds > (DURATION_BUCKETS_SECONDS[bucket] ?? 0)) bucket++;
  return bucket;
}

/** What all calls of a gateway came to, in plain numbers that the metrics read at scrape time. */
export class CallCounters {
  readonly #methods = new Map<string, MethodCounters>();
  readonly #maxMethods: number;
  readonly #other = new MethodCounters(OTHER, OTHER);
  /** Calls that did not end with OK, by reason. */
  readonly failed = new Map<Reason, number>();
  inFlight = 0;
  /** Answers of backends that came when the call had ended already, or that were one too many. */
  answersDropped = 0;

  constructor(maxMethods: number) {
    this.#maxMethods = maxMethods;
  }

  /** The counters of a registered method. Beyond the bound, methods share one. */
  of(path: string, service: string, method: string): MethodCounters {
    const known = this.#methods.get(path);
    if (known !== undefined) return known;
    if (this.#methods.size >= this.#maxMethods) return this.#other;
    const counters = new MethodCounters(service, method);
    this.#methods.set(path, counters);
    return counters;
  }

  /** The counters of everything that is not registered. */
  get other(): MethodCounters {
    return this.#other;
  }

  *methods(): Generator<MethodCounters> {
    yield* this.#methods.values();
    yield this.#other;
  }

  countFailed(reason: Reason): void {
    this.failed.set(reason, (this.failed.get(reason) ?? 0) + 1);
  }
}
