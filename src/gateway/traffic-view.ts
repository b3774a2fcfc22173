import type { TrafficView } from '../admin/index.ts';
import type { CallTally } from '../call/index.ts';
import type { ConnectionCounters } from '../listen/index.ts';

/** The client side's counters, as the metrics read them. */
export function trafficView(calls: CallTally, connections: ConnectionCounters): TrafficView {
  return {
    calls,
    connections: () => ({ open: connections.open, accepted: connections.opened }),
    bytesReceived: () => connections.bytesReceived,
    bytesSent: () => connections.bytesSent,
    framesRefused: () => connections.framesRefused,
  };
}
