import { isDeepStrictEqual } from 'node:util';
import type { TrafficPolicy } from '../registry/index.ts';
import { leastBusy } from './balance/least-busy.ts';
import type { Balancer } from './balancer.ts';
import type { Dice } from './dice.ts';
import { EndpointLane } from './endpoint-lane.ts';
import type { EndpointSource, SourcedEndpoint } from './endpoint-source.ts';
import type { Engine } from './engine.ts';
import type { InvokedStart } from './invoked-start.ts';
import { type AttemptOutcome, OutlierWatch } from './outlier-watch.ts';
import { RetryBudget } from './retry-budget.ts';
import { SplitChoice } from './split-choice.ts';

/** A backend that is in service: its endpoints, each with a channel that stays as long as the endpoint does. */
export class Backend {
  readonly name: string;
  readonly #engine: Engine;
  readonly #dice: Dice;
  #policy: TrafficPolicy;
  #outliers: OutlierWatch;
  #budget: RetryBudget;
  #balancer: Balancer;
  #source: EndpointSource | null = null;
  #lanes: readonly EndpointLane[] = [];
  inFlight = 0;
  /** Calls that were sent again, to another endpoint. */
  retries = 0;
  /** Calls that were sent to a second endpoint, for the first was slow to answer. */
  hedges = 0;
  /** Calls that were refused because as many were open, or waited, as the policy allows. */
  refused = 0;

  constructor(name: string, policy: TrafficPolicy, engine: Engine, dice: Dice) {
    this.name = name;
    this.#engine = engine;
    this.#dice = dice;
    this.#policy = policy;
    this.#outliers = new OutlierWatch(policy.outliers);
    this.#budget = new RetryBudget(policy.retries.budgetPercent);
    this.#balancer = new SplitChoice(policy, dice);
  }

  get lanes(): readonly EndpointLane[] {
    return this.#lanes;
  }

  /** How old what is known of its endpoints is; null where no source has to be asked for them. Milliseconds. */
  get endpointsAgeMs(): number | null {
    return this.#source?.ageMs() ?? null;
  }

  /** Serves from the endpoints of `source` from now on. Those of the source before serve on until it says its first. */
  useSource(source: EndpointSource): void {
    this.#source?.close();
    this.#source = source;
    source.follow((endpoints) => this.#useEndpoints(endpoints));
  }

  usePolicy(policy: TrafficPolicy): void {
    if (isDeepStrictEqual(policy, this.#policy)) return;
    this.#policy = policy;
    this.#outliers = new OutlierWatch(policy.outliers);
    this.#budget = new RetryBudget(policy.retries.budgetPercent);
    this.#balancer = new SplitChoice(policy, this.#dice);
    this.#useLanes();
    if (policy.warm) for (const lane of this.#lanes) lane.channel.connect();
  }

  pick(start: InvokedStart, tried: ReadonlySet<EndpointLane> | null): EndpointLane | null {
    return this.#balancer.pick(start, tried);
  }

  /** One that is ejected, for a call that found no other: to be served badly is better than not at all. */
  pickEjected(tried: ReadonlySet<EndpointLane>): EndpointLane | null {
    return leastBusy(
      this.#lanes.filter(({ ejectedUntilMs }) => ejectedUntilMs !== 0),
      tried,
    );
  }

  get policy(): TrafficPolicy {
    return this.#policy;
  }

  get budget(): RetryBudget {
    return this.#budget;
  }

  /** Whether as many calls are open as the policy allows. */
  get full(): boolean {
    const { maxInFlight } = this.#policy.limits;
    return maxInFlight > 0 && this.inFlight >= maxInFlight;
  }

  /** Calls that wait for a connection or a stream. */
  get waiting(): number {
    let waiting = 0;
    for (const { channel } of this.#lanes) waiting += channel.waitingCalls;
    return waiting;
  }

  /** An attempt has ended: see `OutlierWatch.ended`. */
  attemptEnded(lane: EndpointLane, outcome: AttemptOutcome, tookMs: number, nowMs: number): void {
    if (this.#outliers.ended(lane, this.#lanes, outcome, tookMs, nowMs)) this.#useLanes();
  }

  /** Calls in flight finish. */
  close(): void {
    this.#source?.close();
    this.#source = null;
    this.#useEndpoints([]);
  }

  /** Calls on endpoints that are no longer there finish there. */
  #useEndpoints(endpoints: readonly SourcedEndpoint[]): void {
    const before = new Map(this.#lanes.map((lane) => [lane.address, lane]));
    this.#lanes = endpoints.map((sourced) => {
      const kept = before.get(sourced.address);
      if (kept === undefined) return this.#open(sourced);
      before.delete(sourced.address);
      kept.weight = sourced.weight;
      kept.tags = sourced.tags;
      return kept;
    });
    this.#useLanes();
    for (const lane of before.values()) lane.channel.close();
  }

  #open(sourced: SourcedEndpoint): EndpointLane {
    const channel = this.#engine.open(sourced.endpoint);
    if (this.#policy.warm) channel.connect();
    return new EndpointLane(sourced, channel);
  }

  #useLanes(): void {
    const inService = this.#lanes.filter(({ ejectedUntilMs }) => ejectedUntilMs === 0);
    // Endpoints that went may have left too many of the ejected.
    this.#balancer.use(2 * inService.length >= this.#lanes.length ? inService : this.#lanes);
  }
}
