import type { TrafficServiceHandlers } from '../admin-api/index.ts';
import { DURATION_BUCKETS_SECONDS, type MethodTally } from '../call/index.ts';
import type { MethodTable } from '../registry/index.ts';
import { STATUS } from '../status/index.ts';
import type { AdminLog } from './admin-log.ts';
import { ok, unary } from './answer.ts';
import type { SessionsView } from './sessions-view.ts';
import type { RegistryState, TrafficView } from './traffic-view.ts';

/** What the traffic service looks at. */
export interface TrafficParts {
  readonly traffic: TrafficView;
  readonly sessions: SessionsView;
  /** The live method table; it is swapped whole. */
  readonly methods: () => MethodTable;
  readonly registryState: () => RegistryState;
  /** Monotonic. */
  readonly nowMs: () => number;
}

const BOUNDS_MS = DURATION_BUCKETS_SECONDS.map((seconds) => seconds * 1000);

/** trunkline.admin.v1.TrafficService, on the counters of this gateway. */
export function trafficService(parts: TrafficParts, log: AdminLog): TrafficServiceHandlers {
  const { traffic, sessions, methods, registryState, nowMs } = parts;
  return {
    GetTraffic: unary(log, () => {
      const { active, detached } = sessions.counts();
      const { backends, ageMs } = registryState();
      const table = methods();
      const called = [...traffic.calls.entries()].filter(({ ended }) => ended > 0);
      return ok({
        nowMs: nowMs(),
        methods: called.map((tally) => asMessage(tally, table)),
        bucketBoundsMs: BOUNDS_MS,
        callsInFlight: traffic.calls.inFlight,
        connections: traffic.connections().open,
        sessionsActive: active,
        sessionsDetached: detached,
        backends,
        registryAgeMs: ageMs,
      });
    }),
  };
}

function asMessage({ service, method, ended, endedByCode, endedByBucket }: MethodTally, table: MethodTable) {
  return {
    service,
    method,
    backend: table.find(service, method)?.backend ?? '',
    calls: ended,
    failed: ended - (endedByCode[STATUS.OK] ?? 0),
    callsByBucket: [...endedByBucket],
  };
}
