import type { EndpointLane } from '../endpoint-lane.ts';

/** Whether `a` has no more to do than `b`, each by its weight. */
export function noBusier(a: EndpointLane, b: EndpointLane): boolean {
  return (a.inFlight + 1) * b.weight <= (b.inFlight + 1) * a.weight;
}

/** The least busy that `tried` does not hold: looks at all, so it is for calls that are sent again. */
export function leastBusy(
  lanes: readonly EndpointLane[],
  tried: ReadonlySet<EndpointLane> | null,
): EndpointLane | null {
  let best: EndpointLane | null = null;
  for (const lane of lanes) {
    if (tried?.has(lane) !== true && (best === null || !noBusier(best, lane))) best = lane;
  }
  return best;
}
