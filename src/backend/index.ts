export { Backend } from './backend.ts';
export { Backends } from './backends.ts';
export { type Balancer, RoundRobin } from './balancer.ts';
export { EndpointLane } from './endpoint-lane.ts';
export type { CallReceiver, CallStart, Channel, Endpoint, Engine, OutgoingCall } from './engine.ts';
export { GrpcJsEngine, type GrpcJsEngineOptions } from './grpc-js/grpc-js-engine.ts';
export { Invoker, type InvokerOptions } from './invoker.ts';
export { NativeEngine, type NativeEngineOptions, type NativeEngineParts } from './native-engine.ts';
