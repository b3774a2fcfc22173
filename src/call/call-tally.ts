import { type Reason, STATUS } from '../status/index.ts';

/** What calls to names that are not registered are counted under, so that no client can grow the metrics (O7). */
const OTHER = '_OTHER';

/**
 * Upper bounds of the duration histogram's buckets, in seconds: a call through the gateway takes a fraction of a
 * millisecond where the backend is quick, and ends at its deadline where it is not.
 */
export const DURATION_BUCKETS_SECONDS: readonly number[] = [
  0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30,
];

const BUCKETS_MS = DURATION_BUCKETS_SECONDS.map((bound) => bound * 1000);
const CODES = Object.keys(STATUS).length;

/** The calls of one method, as plain numbers: counting one allocates nothing. Metrics read them at scrape time. */
export class MethodTally {
  readonly service: string;
  readonly method: string;
  /** By gRPC code, 0 to 16. */
  readonly endedByCode: number[] = new Array<number>(CODES).fill(0);
  /** By bucket, not cumulative; the last is beyond the highest bound. */
  readonly endedByBucket: number[] = new Array<number>(BUCKETS_MS.length + 1).fill(0);
  totalMs = 0;
  ended = 0;

  constructor(service: string, method: string) {
    this.service = service;
    this.method = method;
  }

  /** Counts a call that ended with `code`, `durationMs` after its request came. A code beyond 16 counts as UNKNOWN. */
  callEnded(code: number, durationMs: number): void {
    const known = code >= 0 && code < CODES ? code : STATUS.UNKNOWN;
    this.endedByCode[known] = (this.endedByCode[known] ?? 0) + 1;
    let bucket = 0;
    while (bucket < BUCKETS_MS.length && durationMs > (BUCKETS_MS[bucket] ?? 0)) bucket++;
    this.endedByBucket[bucket] = (this.endedByBucket[bucket] ?? 0) + 1;
    this.totalMs += durationMs;
    this.ended++;
  }
}

/**
 * All calls of a gateway. The tally of a method outlives its revisions: the count goes on when a later one has the same
 * method. Beyond `maxMethods` names, and for names that are not registered, there is `other`.
 */
export class CallTally {
  readonly other = new MethodTally(OTHER, OTHER);
  /** Calls that did not end with OK, by reason. */
  readonly failedByReason = new Map<Reason, number>();
  inFlight = 0;
  /** Answers of backends that were one too many, or came when the call had ended. */
  answersDropped = 0;
  readonly #maxMethods: number;
  readonly #byPath = new Map<string, MethodTally>();

  /** `maxMethods`: each is 33 time series. 2,000 suits a large registry; more makes scrapes slow. */
  constructor(maxMethods: number) {
    this.#maxMethods = maxMethods;
  }

  /** The tally of a registered method; `path` is `/service/method`. */
  of(path: string, service: string, method: string): MethodTally {
    const known = this.#byPath.get(path);
    if (known !== undefined) return known;
    if (this.#byPath.size >= this.#maxMethods) return this.other;
    const made = new MethodTally(service, method);
    this.#byPath.set(path, made);
    return made;
  }

  callFailed(reason: Reason): void {
    this.failedByReason.set(reason, (this.failedByReason.get(reason) ?? 0) + 1);
  }

  *entries(): IterableIterator<MethodTally> {
    yield* this.#byPath.values();
    yield this.other;
  }
}
