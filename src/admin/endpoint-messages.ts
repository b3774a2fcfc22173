import type { EndpointStateMessage } from '../admin-api/index.ts';
import type { EndpointLane } from '../backend/index.ts';

/** An endpoint as it serves now. */
export function asEndpointState({
  address,
  weight,
  tags,
  inFlight,
  started,
  neverSent,
  ejectedUntilMs,
  ejections,
}: EndpointLane): EndpointStateMessage {
  return {
    address,
    weight,
    tags: [...tags],
    inFlight,
    calls: started,
    neverSent,
    ejected: ejectedUntilMs !== 0,
    ejections,
  };
}
