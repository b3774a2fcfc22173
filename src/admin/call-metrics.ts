import { Counter, Histogram, type Registry } from 'prom-client';
import { DURATION_BUCKETS_SECONDS, type MethodTally } from '../call/index.ts';
import { statusName } from '../status/index.ts';
import { gauge, total } from './read-metrics.ts';
import type { CallCounts } from './traffic-view.ts';

const DURATION = 'trunkline_call_duration_seconds';

/** Calls by method and code, and how long they took: read from the tally when someone asks. */
export function registerCallMetrics(registry: Registry, calls: CallCounts): void {
  new Counter({
    name: 'trunkline_calls_total',
    help: 'Calls that ended, by method and gRPC status.',
    labelNames: ['service', 'method', 'code'],
    registers: [registry],
    collect() {
      this.reset();
      for (const { service, method, endedByCode } of calls.entries()) {
        for (const [code, count] of endedByCode.entries()) {
          if (count > 0) this.inc({ service, method, code: statusName(code) }, count);
        }
      }
    },
  });
  registry.registerMetric(new TallyHistogram(calls));
  new Counter({
    name: 'trunkline_calls_failed_total',
    help: 'Calls that did not end with OK, by reason: the rows of docs/ERRORS.md.',
    labelNames: ['reason'],
    registers: [registry],
    collect() {
      this.reset();
      for (const [reason, count] of calls.failedByReason) this.inc({ reason }, count);
    },
  });
  gauge(registry, 'trunkline_calls_in_flight', 'Calls that are open.', () => calls.inFlight);
  total(
    registry,
    'trunkline_answers_dropped_total',
    'Answers of backends that came twice, or after the end of their call.',
    () => calls.answersDropped,
  );
}

interface BucketValue {
  readonly metricName: string;
  readonly value: number;
  readonly labels: { readonly service: string; readonly method: string; readonly le?: string };
}

const OPTIONS = {
  name: DURATION,
  help: 'Time from a request to the end of its call, in seconds.',
  labelNames: ['service', 'method'] as const,
  registers: [],
};

/** A prom-client histogram whose buckets are counted elsewhere: prom-client offers no way to set them. */
class TallyHistogram extends Histogram<'service' | 'method' | 'le'> {
  readonly #calls: CallCounts;
  /** An empty one, for what a histogram says of itself besides its values. */
  readonly #description = new Histogram<'service' | 'method' | 'le'>(OPTIONS);

  constructor(calls: CallCounts) {
    super(OPTIONS);
    this.#calls = calls;
  }

  override async get() {
    return { ...(await this.#description.get()), values: [...this.#values()] };
  }

  /** What prom-client asks for in place of `get` when it renders text. */
  getForPromString() {
    return this.get();
  }

  *#values(): IterableIterator<BucketValue> {
    for (const tally of this.#calls.entries()) {
      if (tally.ended > 0) yield* bucketsOf(tally);
    }
  }
}

function* bucketsOf({ service, method, endedByBucket, totalMs, ended }: MethodTally): IterableIterator<BucketValue> {
  let below = 0;
  for (const [index, count] of endedByBucket.entries()) {
    below += count;
    const le = DURATION_BUCKETS_SECONDS[index]?.toString() ?? '+Inf';
    yield { metricName: `${DURATION}_bucket`, value: below, labels: { service, method, le } };
  }
  yield { metricName: `${DURATION}_sum`, value: totalMs / 1000, labels: { service, method } };
  yield { metricName: `${DURATION}_count`, value: ended, labels: { service, method } };
}
