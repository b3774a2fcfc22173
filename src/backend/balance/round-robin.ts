import type { Balancer } from '../balancer.ts';
import type { EndpointLane } from '../endpoint-lane.ts';
import type { InvokedStart } from '../invoked-start.ts';

/** Each endpoint in its turn. */
export class RoundRobin implements Balancer {
  #lanes: readonly EndpointLane[] = [];
  #next = 0;

  use(lanes: readonly EndpointLane[]): void {
    this.#lanes = lanes;
  }

  pick(_start: InvokedStart, tried: ReadonlySet<EndpointLane> | null): EndpointLane | null {
    const lanes = this.#lanes;
    for (let step = 0; step < lanes.length; step++) {
      const lane = lanes[this.#next % lanes.length];
      this.#next = (this.#next + 1) % lanes.length;
      if (lane !== undefined && tried?.has(lane) !== true) return lane;
    }
    return null;
  }
}
