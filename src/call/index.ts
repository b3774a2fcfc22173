export { CallCounters, DURATION_BUCKETS_SECONDS, MethodCounters, OTHER } from './call-counters.ts';
export type { Caller } from './caller.ts';
export { type CallLimits, Dispatcher } from './dispatcher.ts';
export { MethodResolver, type MethodTables } from './method-resolver.ts';
export type { CallContext, Invoke } from './unary-call.ts';
