export type { GrpcCallReceiver, GrpcCallStart } from './call-receiver.ts';
export type { DialTarget, TlsOptions } from './dialer.ts';
export { GrpcCall } from './grpc-call.ts';
export { GrpcChannel, type GrpcChannelOptions } from './grpc-channel.ts';
export type { AtTurnEnd, Http2Context } from './http2-context.ts';
