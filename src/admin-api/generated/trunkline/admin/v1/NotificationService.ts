// Original file: proto/trunkline/admin/v1/notification.proto

import type * as grpc from '@grpc/grpc-js'
import type { MethodDefinition } from '@grpc/proto-loader'
import type { PublishRequest as _trunkline_admin_v1_PublishRequest, PublishRequest__Output as _trunkline_admin_v1_PublishRequest__Output } from '../../../trunkline/admin/v1/PublishRequest.ts';
import type { PublishResponse as _trunkline_admin_v1_PublishResponse, PublishResponse__Output as _trunkline_admin_v1_PublishResponse__Output } from '../../../trunkline/admin/v1/PublishResponse.ts';

export interface NotificationServiceClient extends grpc.Client {
  Publish(argument: _trunkline_admin_v1_PublishRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_trunkline_admin_v1_PublishResponse__Output>): grpc.ClientUnaryCall;
  Publish(argument: _trunkline_admin_v1_PublishRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_trunkline_admin_v1_PublishResponse__Output>): grpc.ClientUnaryCall;
  Publish(argument: _trunkline_admin_v1_PublishRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_trunkline_admin_v1_PublishResponse__Output>): grpc.ClientUnaryCall;
  Publish(argument: _trunkline_admin_v1_PublishRequest, callback: grpc.requestCallback<_trunkline_admin_v1_PublishResponse__Output>): grpc.ClientUnaryCall;
  publish(argument: _trunkline_admin_v1_PublishRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_trunkline_admin_v1_PublishResponse__Output>): grpc.ClientUnaryCall;
  publish(argument: _trunkline_admin_v1_PublishRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_trunkline_admin_v1_PublishResponse__Output>): grpc.ClientUnaryCall;
  publish(argument: _trunkline_admin_v1_PublishRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_trunkline_admin_v1_PublishResponse__Output>): grpc.ClientUnaryCall;
  publish(argument: _trunkline_admin_v1_PublishRequest, callback: grpc.requestCallback<_trunkline_admin_v1_PublishResponse__Output>): grpc.ClientUnaryCall;
  
}

export interface NotificationServiceHandlers extends grpc.UntypedServiceImplementation {
  Publish: grpc.handleUnaryCall<_trunkline_admin_v1_PublishRequest__Output, _trunkline_admin_v1_PublishResponse>;
  
}

export interface NotificationServiceDefinition extends grpc.ServiceDefinition {
  Publish: MethodDefinition<_trunkline_admin_v1_PublishRequest, _trunkline_admin_v1_PublishResponse, _trunkline_admin_v1_PublishRequest__Output, _trunkline_admin_v1_PublishResponse__Output>
}
