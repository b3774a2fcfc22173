export type { AdminLog } from './admin-log.ts';
export { type AdminParts, type AdminServer, type AdminServerOptions, startAdminServer } from './admin-server.ts';
export type { BackendsView } from './backends-view.ts';
export type { CallsView } from './calls-view.ts';
export { EventFeed } from './event-feed.ts';
export type { WatchedEvents } from './event-service.ts';
export { isLoopback } from './loopback.ts';
export type { NotificationControl } from './notification-service.ts';
export {
  type OperationsHttp,
  type OperationsHttpOptions,
  type OperationsParts,
  startOperationsHttp,
} from './operations-http.ts';
export type { RegistryControl } from './registry-control.ts';
export type { ClusterView, SessionCounts, SessionSnapshot, SessionsView } from './sessions-view.ts';
export type { CallCounts, ConnectionCounts, Readiness, RegistryState, TrafficView } from './traffic-view.ts';
