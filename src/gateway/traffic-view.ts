import type { TrafficView } from '../admin/index.ts';
import type { CallTally } from '../call/index.ts';
import type { ConnectionCounters } from '../listen/index.ts';
import type { SessionTable } from '../session/index.ts';

/** The client side's counters, as the metrics read them. */
export function trafficView(
  calls: CallTally,
  connections: ConnectionCounters,
  sessions: Pick<SessionTable, 'closedByReason'>,
): TrafficView {
  return {
    calls,
    connections: () => ({
      open: connections.open,
      accepted: connections.opened,
      closedByPeer: connections.closedByPeer,
    }),
    bytesReceived: () => connections.bytesReceived,
    bytesSent: () => connections.bytesSent,
    framesRefused: () => connections.framesRefused,
    closedByCode: () => connections.closedByCode,
    sessionsClosed: () => sessions.closedByReason,
    framesDropped: () => connections.framesDropped,
  };
}
