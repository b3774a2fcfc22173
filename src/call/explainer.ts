import type { CallForecast, InvokedStart } from '../backend/index.ts';
import type { Clock } from '../clock/index.ts';
import type { MethodEntry } from '../registry/index.ts';
import { type Metadata, NO_METADATA, type Reason } from '../status/index.ts';
import type { CallTally } from './call-tally.ts';
import { callTimeoutMs } from './call-timeout.ts';
import { filterMetadata } from './metadata-filter.ts';
import type { MethodResolver } from './method-resolver.ts';

/** A call that nobody makes. */
export interface CallQuestion {
  readonly service: string;
  readonly method: string;
  readonly metadata: Metadata;
  readonly user: string;
  /** 0: the default of the registration. */
  readonly timeoutMs: number;
}

/** The way that the call would take now. */
export interface Explanation {
  /** Null: no backend serves the method. */
  readonly entry: MethodEntry | null;
  /** Infinity: no deadline. */
  readonly timeoutMs: number;
  /** Null: the call would not come so far. */
  readonly forecast: CallForecast | null;
  /** The first rule that would refuse the call; null: none would. */
  readonly refusal: { readonly reason: Reason; readonly message: string } | null;
  /** Calls that the gateway holds, and the most that it takes. */
  readonly callsInFlight: number;
  readonly maxInFlight: number;
}

/** Says what a call would do; `backend/` has it. */
export interface Forecast {
  forecast(entry: MethodEntry, start: InvokedStart): CallForecast;
}

export interface ExplainerParts {
  readonly resolver: MethodResolver;
  readonly tally: CallTally;
  readonly invoker: Forecast;
  readonly clock: Clock;
}

/** Says the way that a call would take, without making it, by the rules that the dispatcher and the invoker hold. */
export class Explainer {
  readonly #maxInFlight: number;
  readonly #parts: ExplainerParts;

  /** `maxInFlight`: open calls of the whole gateway. */
  constructor(maxInFlight: number, parts: ExplainerParts) {
    this.#maxInFlight = maxInFlight;
    this.#parts = parts;
  }

  explain(question: CallQuestion): Explanation {
    const { resolver, tally, invoker, clock } = this.#parts;
    const entry = resolver.resolve(question.service, question.method);
    const load = { callsInFlight: tally.inFlight, maxInFlight: this.#maxInFlight };
    const full =
      tally.inFlight >= this.#maxInFlight
        ? ({ reason: 'GATEWAY_OVERLOADED', message: 'the gateway holds as many calls as it takes' } as const)
        : null;
    if (entry === undefined) {
      const miss = resolver.explainMiss(question.service, question.method);
      return { entry: null, timeoutMs: 0, forecast: null, refusal: full ?? miss, ...load };
    }
    const filtered = filterMetadata(question.metadata);
    const illegal = filtered.kind === 'legal' ? null : ({ reason: 'BAD_METADATA', message: filtered.message } as const);
    const timeoutMs = callTimeoutMs(entry, question.timeoutMs);
    const metadata = filtered.kind === 'legal' ? filtered.metadata : NO_METADATA;
    const start = { path: entry.path, metadata, user: question.user, deadlineAtMs: clock.nowMs() + timeoutMs };
    const forecast = invoker.forecast(entry, start);
    const refused = forecast.refusal?.failure ?? null;
    const last = refused === null ? null : { reason: refused.reason, message: forecast.refusal?.message ?? '' };
    return { entry, timeoutMs, forecast, refusal: full ?? illegal ?? last, ...load };
  }
}
