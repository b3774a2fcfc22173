import { Counter, Gauge, type Registry } from 'prom-client';
import { gauge, total } from './read-metrics.ts';
import type { SessionsView } from './sessions-view.ts';
import type { RegistryState, TrafficView } from './traffic-view.ts';

/** Sessions, connections, bytes and refused frames. */
export function registerTrafficMetrics(
  registry: Registry,
  traffic: TrafficView,
  sessions: Pick<SessionsView, 'counts'>,
): void {
  new Gauge({
    name: 'trunkline_sessions',
    help: 'Sessions, by state.',
    labelNames: ['state'],
    registers: [registry],
    collect() {
      const { active, detached } = sessions.counts();
      this.set({ state: 'active' }, active);
      this.set({ state: 'detached' }, detached);
    },
  });
  gauge(registry, 'trunkline_connections', 'Client connections that are open.', () => traffic.connections().open);
  total(registry, 'trunkline_connections_total', 'Client connections accepted.', () => traffic.connections().accepted);
  total(registry, 'trunkline_received_bytes_total', 'Bytes from clients.', () => traffic.bytesReceived());
  total(registry, 'trunkline_sent_bytes_total', 'Bytes to clients.', () => traffic.bytesSent());
  total(registry, 'trunkline_frames_dropped_total', 'Frames to clients that had gone.', () => traffic.framesDropped());
  new Counter({
    name: 'trunkline_frames_refused_total',
    help: 'Frames that were refused, or ended their connection, by reason.',
    labelNames: ['reason'],
    registers: [registry],
    collect() {
      this.reset();
      for (const [reason, count] of traffic.framesRefused()) this.inc({ reason }, count);
    },
  });
  new Counter({
    name: 'trunkline_connections_closed_total',
    help: 'Client connections that ended, by the close code of the gateway, or PEER.',
    labelNames: ['code'],
    registers: [registry],
    collect() {
      this.reset();
      for (const [code, count] of traffic.closedByCode()) this.inc({ code: code.toString() }, count);
      this.inc({ code: 'PEER' }, traffic.connections().closedByPeer);
    },
  });
  new Counter({
    name: 'trunkline_sessions_closed_total',
    help: 'Sessions that ended, by why.',
    labelNames: ['reason'],
    registers: [registry],
    collect() {
      this.reset();
      for (const [reason, count] of traffic.sessionsClosed()) this.inc({ reason }, count);
    },
  });
}

/** The live registry. */
export function registerRegistryMetrics(
  registry: Registry,
  state: () => RegistryState,
  consulRequests: () => number,
): void {
  gauge(registry, 'trunkline_registry_revision', 'Grows with every change of what is live.', () => state().revision);
  gauge(
    registry,
    'trunkline_registry_age_seconds',
    'Time since the store last confirmed what is live.',
    () => state().ageMs / 1000,
  );
  gauge(registry, 'trunkline_registry_backends', 'Backends that are live.', () => state().backends);
  gauge(registry, 'trunkline_registry_methods', 'Methods that are live.', () => state().methods);
  total(
    registry,
    'trunkline_consul_requests_total',
    'Requests to Consul, for the registry and for endpoints.',
    consulRequests,
  );
}
