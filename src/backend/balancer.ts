import type { EndpointLane } from './endpoint-lane.ts';
import type { InvokedStart } from './invoked-start.ts';

/** Chooses the endpoint of the next call. A first attempt allocates nothing. */
export interface Balancer {
  /** Chooses among these from now on; those whose weight has changed come again, too. */
  use(lanes: readonly EndpointLane[]): void;
  /** One that `tried` does not hold; null where there is none. `tried` is null for a first attempt. */
  pick(start: InvokedStart, tried: ReadonlySet<EndpointLane> | null): EndpointLane | null;
}
