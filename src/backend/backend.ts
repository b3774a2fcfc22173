import { parseEndpoint } from '../registry/index.ts';
import { type Balancer, RoundRobin } from './balancer.ts';
import { EndpointLane } from './endpoint-lane.ts';
import type { Engine } from './engine.ts';

/** A backend that is in service: its endpoints, each with a channel that stays as long as the endpoint does. */
export class Backend {
  readonly name: string;
  readonly #engine: Engine;
  readonly #balancer: Balancer = new RoundRobin();
  #lanes: readonly EndpointLane[] = [];
  inFlight = 0;
  /** Calls that were sent again, to another endpoint. */
  retries = 0;

  constructor(name: string, engine: Engine) {
    this.name = name;
    this.#engine = engine;
  }

  get lanes(): readonly EndpointLane[] {
    return this.#lanes;
  }

  /** Serves from these endpoints from now on. Calls on others finish there. */
  useEndpoints(addresses: readonly string[]): void {
    if (addresses.length === this.#lanes.length && this.#lanes.every(({ address }, at) => address === addresses[at])) {
      return;
    }
    const before = new Map(this.#lanes.map((lane) => [lane.address, lane]));
    this.#lanes = addresses.flatMap((address) => {
      const kept = before.get(address);
      before.delete(address);
      return kept ?? this.#open(address) ?? [];
    });
    for (const lane of before.values()) lane.channel.close();
  }

  pick(tried: ReadonlySet<EndpointLane> | null): EndpointLane | null {
    return this.#balancer.pick(this.#lanes, tried);
  }

  close(): void {
    this.useEndpoints([]);
  }

  /** Null for an address that admission would not have let in. */
  #open(address: string): EndpointLane | null {
    const parsed = parseEndpoint(address);
    if (parsed.kind === 'illegal') return null;
    return new EndpointLane(address, parsed.address, this.#engine.open(parsed.address));
  }
}
