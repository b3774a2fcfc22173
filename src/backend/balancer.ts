import type { EndpointLane } from './endpoint-lane.ts';

/** Chooses the endpoint of the next call. */
export interface Balancer {
  /** One of `lanes` that `tried` does not hold; null where there is none. `tried` is null for a first attempt. */
  pick(lanes: readonly EndpointLane[], tried: ReadonlySet<EndpointLane> | null): EndpointLane | null;
}

/** Each endpoint in its turn. */
export class RoundRobin implements Balancer {
  #next = 0;

  pick(lanes: readonly EndpointLane[], tried: ReadonlySet<EndpointLane> | null): EndpointLane | null {
    for (let step = 0; step < lanes.length; step++) {
      const lane = lanes[this.#next % lanes.length];
      this.#next = (this.#next + 1) % lanes.length;
      if (lane !== undefined && !tried?.has(lane)) return lane;
    }
    return null;
  }
}
