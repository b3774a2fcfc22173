import { isDeepStrictEqual } from 'node:util';
import type { TrafficPolicy } from '../registry/index.ts';
import type { Balancer } from './balancer.ts';
import { EndpointLane } from './endpoint-lane.ts';
import type { EndpointSource, SourcedEndpoint } from './endpoint-source.ts';
import type { Engine } from './engine.ts';
import type { InvokedStart } from './invoked-start.ts';
import { SplitChoice } from './split-choice.ts';

/** A backend that is in service: its endpoints, each with a channel that stays as long as the endpoint does. */
export class Backend {
  readonly name: string;
  readonly #engine: Engine;
  readonly #random: () => number;
  #policy: TrafficPolicy;
  #balancer: Balancer;
  #source: EndpointSource | null = null;
  #lanes: readonly EndpointLane[] = [];
  inFlight = 0;
  /** Calls that were sent again, to another endpoint. */
  retries = 0;

  /** `random` gives numbers from 0 to below 1. */
  constructor(name: string, policy: TrafficPolicy, engine: Engine, random: () => number) {
    this.name = name;
    this.#engine = engine;
    this.#random = random;
    this.#policy = policy;
    this.#balancer = new SplitChoice(policy, random);
  }

  get lanes(): readonly EndpointLane[] {
    return this.#lanes;
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
    this.#balancer = new SplitChoice(policy, this.#random);
    this.#balancer.use(this.#lanes);
  }

  pick(start: InvokedStart, tried: ReadonlySet<EndpointLane> | null): EndpointLane | null {
    return this.#balancer.pick(start, tried);
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
      if (kept === undefined) return new EndpointLane(sourced, this.#engine.open(sourced.endpoint));
      before.delete(sourced.address);
      kept.weight = sourced.weight;
      kept.tags = sourced.tags;
      return kept;
    });
    this.#balancer.use(this.#lanes);
    for (const lane of before.values()) lane.channel.close();
  }
}
