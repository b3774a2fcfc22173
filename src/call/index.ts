export type { CallContext, Invoke } from './call.ts';
export { CallTally, DURATION_BUCKETS_SECONDS, MethodTally } from './call-tally.ts';
export type { Caller } from './caller.ts';
export { type CallLimits, Dispatcher } from './dispatcher.ts';
export { type CallQuestion, Explainer, type Explanation } from './explainer.ts';
export { TranscoderCache } from './json/index.ts';
export { MethodResolver, type MethodTables, type Miss } from './method-resolver.ts';
