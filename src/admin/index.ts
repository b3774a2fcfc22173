export { type AdminParts, type AdminServer, type AdminServerOptions, startAdminServer } from './admin-server.ts';
export type { AdminLog } from './answer.ts';
export { CallTally, MethodTally } from './call-tally.ts';
export { isLoopback } from './loopback.ts';
export {
  type OperationsHttp,
  type OperationsHttpOptions,
  type OperationsParts,
  startOperationsHttp,
} from './operations-http.ts';
export type {
  Change,
  Description,
  DiffAgainst,
  Difference,
  Refused,
  Registered,
  RegistryControl,
  Removed,
  Upload,
} from './registry-control.ts';
export type { SessionCounts, SessionSnapshot, SessionsView } from './sessions-view.ts';
export type { ConnectionCounts, Readiness, RegistryState, TrafficView } from './traffic-view.ts';
