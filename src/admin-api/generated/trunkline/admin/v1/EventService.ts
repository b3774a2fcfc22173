// Original file: proto/trunkline/admin/v1/event.proto

import type * as grpc from '@grpc/grpc-js'
import type { MethodDefinition } from '@grpc/proto-loader'
import type { WatchEventsRequest as _trunkline_admin_v1_WatchEventsRequest, WatchEventsRequest__Output as _trunkline_admin_v1_WatchEventsRequest__Output } from '../../../trunkline/admin/v1/WatchEventsRequest.ts';
import type { WatchEventsResponse as _trunkline_admin_v1_WatchEventsResponse, WatchEventsResponse__Output as _trunkline_admin_v1_WatchEventsResponse__Output } from '../../../trunkline/admin/v1/WatchEventsResponse.ts';

export interface EventServiceClient extends grpc.Client {
  WatchEvents(argument: _trunkline_admin_v1_WatchEventsRequest, metadata: grpc.Metadata, options?: grpc.CallOptions): grpc.ClientReadableStream<_trunkline_admin_v1_WatchEventsResponse__Output>;
  WatchEvents(argument: _trunkline_admin_v1_WatchEventsRequest, options?: grpc.CallOptions): grpc.ClientReadableStream<_trunkline_admin_v1_WatchEventsResponse__Output>;
  watchEvents(argument: _trunkline_admin_v1_WatchEventsRequest, metadata: grpc.Metadata, options?: grpc.CallOptions): grpc.ClientReadableStream<_trunkline_admin_v1_WatchEventsResponse__Output>;
  watchEvents(argument: _trunkline_admin_v1_WatchEventsRequest, options?: grpc.CallOptions): grpc.ClientReadableStream<_trunkline_admin_v1_WatchEventsResponse__Output>;
  
}

export interface EventServiceHandlers extends grpc.UntypedServiceImplementation {
  WatchEvents: grpc.handleServerStreamingCall<_trunkline_admin_v1_WatchEventsRequest__Output, _trunkline_admin_v1_WatchEventsResponse>;
  
}

export interface EventServiceDefinition extends grpc.ServiceDefinition {
  WatchEvents: MethodDefinition<_trunkline_admin_v1_WatchEventsRequest, _trunkline_admin_v1_WatchEventsResponse, _trunkline_admin_v1_WatchEventsRequest__Output, _trunkline_admin_v1_WatchEventsResponse__Output>
}
