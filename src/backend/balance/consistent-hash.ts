import type { Balancer } from '../balancer.ts';
import type { EndpointLane } from '../endpoint-lane.ts';
import type { InvokedStart } from '../invoked-start.ts';
import { hashText } from './hash-text.ts';

/** Points on the ring for an endpoint of average weight: shares are even to about a tenth. */
const POINTS = 100;
const MAX_POINTS = 1000;
/** No endpoint has more than this many times its share of what is open; beyond it the next on the ring is taken. */
const BOUND = 1.25;
const INDEX_RANGE = 2 ** 20;

/**
 * Calls with one key to one endpoint, and few keys move when an endpoint comes or goes: a ring of points, with bounded
 * loads (Mirrokni, Thorup and Zadimoghaddam, 2016), so that one busy key does not overrun its endpoint.
 */
export class ConsistentHash implements Balancer {
  /** Null where a call has no key: then `keyless` chooses. */
  readonly #keyOf: (start: InvokedStart) => string | Uint8Array | null;
  readonly #keyless: Balancer;
  #lanes: readonly EndpointLane[] = [];
  #hashes = new Uint32Array(0);
  #owners: readonly EndpointLane[] = [];
  #weights = 0;

  constructor(keyOf: (start: InvokedStart) => string | Uint8Array | null, keyless: Balancer) {
    this.#keyOf = keyOf;
    this.#keyless = keyless;
  }

  use(lanes: readonly EndpointLane[]): void {
    this.#keyless.use(lanes);
    this.#lanes = lanes;
    this.#weights = lanes.reduce((sum, { weight }) => sum + weight, 0);
    const points: number[] = [];
    for (const [index, { address, weight }] of lanes.entries()) {
      const own = Math.round((POINTS * weight * lanes.length) / this.#weights);
      for (let point = 0; point < Math.min(MAX_POINTS, Math.max(1, own)); point++) {
        points.push(hashText(`${address}#${point}`) * INDEX_RANGE + index);
      }
    }
    const sorted = Float64Array.from(points).sort();
    this.#hashes = Uint32Array.from(sorted, (point) => Math.floor(point / INDEX_RANGE));
    this.#owners = Array.from(sorted, (point) => lanes[point % INDEX_RANGE]).filter((lane) => lane !== undefined);
  }

  pick(start: InvokedStart, tried: ReadonlySet<EndpointLane> | null): EndpointLane | null {
    const key = this.#keyOf(start);
    if (key === null) return this.#keyless.pick(start, tried);
    const owners = this.#owners;
    let at = this.#firstFrom(hashText(key));
    for (let step = 0; step < owners.length; step++, at++) {
      if (at >= owners.length) at = 0;
      const lane = owners[at];
      if (lane !== undefined && tried?.has(lane) !== true && this.#hasRoom(lane)) return lane;
    }
    return this.#keyless.pick(start, tried);
  }

  /** An idle endpoint always has room, so most calls are spared the sum. */
  #hasRoom(lane: EndpointLane): boolean {
    if (lane.inFlight === 0) return true;
    let open = 1;
    for (const { inFlight } of this.#lanes) open += inFlight;
    return lane.inFlight < Math.ceil((BOUND * open * lane.weight) / this.#weights);
  }

  /** The first point at or behind `hash`; 0 behind the last. */
  #firstFrom(hash: number): number {
    let low = 0;
    let high = this.#hashes.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#hashes[middle] ?? 0) < hash) low = middle + 1;
      else high = middle;
    }
    return low === this.#hashes.length ? 0 : low;
  }
}
