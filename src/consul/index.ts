export type { AgentInstance } from './agent-instance.ts';
export { type Consistency, type ConsulAnswer, type ConsulRead, READ_NOW } from './consul-answer.ts';
export { ConsulClient, type ConsulOptions, type ConsulTls } from './consul-client.ts';
export { ConsulError, type ConsulFault } from './consul-error.ts';
export type { Content } from './follow-verdict.ts';
export {
  FOLLOWER_DEFAULTS,
  type Followed,
  Follower,
  type FollowerOptions,
  type FollowerParts,
  type FollowerState,
} from './follower.ts';
export type { HealthCheck, HealthEntry, HealthQuery } from './health.ts';
export { type KvEntry, type KvOperation, MAX_TXN_OPERATIONS, MAX_VALUE_BYTES, type TxnResult } from './kv.ts';
export { Outage } from './outage.ts';
export { RequestCount } from './request-count.ts';
