// Original file: proto/trunkline/admin/v1/traffic.proto

import type * as grpc from '@grpc/grpc-js'
import type { MethodDefinition } from '@grpc/proto-loader'
import type { GetTrafficRequest as _trunkline_admin_v1_GetTrafficRequest, GetTrafficRequest__Output as _trunkline_admin_v1_GetTrafficRequest__Output } from '../../../trunkline/admin/v1/GetTrafficRequest.ts';
import type { GetTrafficResponse as _trunkline_admin_v1_GetTrafficResponse, GetTrafficResponse__Output as _trunkline_admin_v1_GetTrafficResponse__Output } from '../../../trunkline/admin/v1/GetTrafficResponse.ts';

export interface TrafficServiceClient extends grpc.Client {
  GetTraffic(argument: _trunkline_admin_v1_GetTrafficRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_trunkline_admin_v1_GetTrafficResponse__Output>): grpc.ClientUnaryCall;
  GetTraffic(argument: _trunkline_admin_v1_GetTrafficRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_trunkline_admin_v1_GetTrafficResponse__Output>): grpc.ClientUnaryCall;
  GetTraffic(argument: _trunkline_admin_v1_GetTrafficRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_trunkline_admin_v1_GetTrafficResponse__Output>): grpc.ClientUnaryCall;
  GetTraffic(argument: _trunkline_admin_v1_GetTrafficRequest, callback: grpc.requestCallback<_trunkline_admin_v1_GetTrafficResponse__Output>): grpc.ClientUnaryCall;
  getTraffic(argument: _trunkline_admin_v1_GetTrafficRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_trunkline_admin_v1_GetTrafficResponse__Output>): grpc.ClientUnaryCall;
  getTraffic(argument: _trunkline_admin_v1_GetTrafficRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_trunkline_admin_v1_GetTrafficResponse__Output>): grpc.ClientUnaryCall;
  getTraffic(argument: _trunkline_admin_v1_GetTrafficRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_trunkline_admin_v1_GetTrafficResponse__Output>): grpc.ClientUnaryCall;
  getTraffic(argument: _trunkline_admin_v1_GetTrafficRequest, callback: grpc.requestCallback<_trunkline_admin_v1_GetTrafficResponse__Output>): grpc.ClientUnaryCall;
  
}

export interface TrafficServiceHandlers extends grpc.UntypedServiceImplementation {
  GetTraffic: grpc.handleUnaryCall<_trunkline_admin_v1_GetTrafficRequest__Output, _trunkline_admin_v1_GetTrafficResponse>;
  
}

export interface TrafficServiceDefinition extends grpc.ServiceDefinition {
  GetTraffic: MethodDefinition<_trunkline_admin_v1_GetTrafficRequest, _trunkline_admin_v1_GetTrafficResponse, _trunkline_admin_v1_GetTrafficRequest__Output, _trunkline_admin_v1_GetTrafficResponse__Output>
}
