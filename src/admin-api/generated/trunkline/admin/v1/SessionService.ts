// Original file: proto/trunkline/admin/v1/session.proto

import type * as grpc from '@grpc/grpc-js'
import type { MethodDefinition } from '@grpc/proto-loader'
import type { GetSessionRequest as _trunkline_admin_v1_GetSessionRequest, GetSessionRequest__Output as _trunkline_admin_v1_GetSessionRequest__Output } from '../../../trunkline/admin/v1/GetSessionRequest.ts';
import type { GetSessionResponse as _trunkline_admin_v1_GetSessionResponse, GetSessionResponse__Output as _trunkline_admin_v1_GetSessionResponse__Output } from '../../../trunkline/admin/v1/GetSessionResponse.ts';
import type { KickSessionRequest as _trunkline_admin_v1_KickSessionRequest, KickSessionRequest__Output as _trunkline_admin_v1_KickSessionRequest__Output } from '../../../trunkline/admin/v1/KickSessionRequest.ts';
import type { KickSessionResponse as _trunkline_admin_v1_KickSessionResponse, KickSessionResponse__Output as _trunkline_admin_v1_KickSessionResponse__Output } from '../../../trunkline/admin/v1/KickSessionResponse.ts';
import type { ListSessionsRequest as _trunkline_admin_v1_ListSessionsRequest, ListSessionsRequest__Output as _trunkline_admin_v1_ListSessionsRequest__Output } from '../../../trunkline/admin/v1/ListSessionsRequest.ts';
import type { ListSessionsResponse as _trunkline_admin_v1_ListSessionsResponse, ListSessionsResponse__Output as _trunkline_admin_v1_ListSessionsResponse__Output } from '../../../trunkline/admin/v1/ListSessionsResponse.ts';

export interface SessionServiceClient extends grpc.Client {
  GetSession(argument: _trunkline_admin_v1_GetSessionRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_trunkline_admin_v1_GetSessionResponse__Output>): grpc.ClientUnaryCall;
  GetSession(argument: _trunkline_admin_v1_GetSessionRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_trunkline_admin_v1_GetSessionResponse__Output>): grpc.ClientUnaryCall;
  GetSession(argument: _trunkline_admin_v1_GetSessionRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_trunkline_admin_v1_GetSessionResponse__Output>): grpc.ClientUnaryCall;
  GetSession(argument: _trunkline_admin_v1_GetSessionRequest, callback: grpc.requestCallback<_trunkline_admin_v1_GetSessionResponse__Output>): grpc.ClientUnaryCall;
  getSession(argument: _trunkline_admin_v1_GetSessionRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_trunkline_admin_v1_GetSessionResponse__Output>): grpc.ClientUnaryCall;
  getSession(argument: _trunkline_admin_v1_GetSessionRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_trunkline_admin_v1_GetSessionResponse__Output>): grpc.ClientUnaryCall;
  getSession(argument: _trunkline_admin_v1_GetSessionRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_trunkline_admin_v1_GetSessionResponse__Output>): grpc.ClientUnaryCall;
  getSession(argument: _trunkline_admin_v1_GetSessionRequest, callback: grpc.requestCallback<_trunkline_admin_v1_GetSessionResponse__Output>): grpc.ClientUnaryCall;
  
  KickSession(argument: _trunkline_admin_v1_KickSessionRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_trunkline_admin_v1_KickSessionResponse__Output>): grpc.ClientUnaryCall;
  KickSession(argument: _trunkline_admin_v1_KickSessionRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_trunkline_admin_v1_KickSessionResponse__Output>): grpc.ClientUnaryCall;
  KickSession(argument: _trunkline_admin_v1_KickSessionRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_trunkline_admin_v1_KickSessionResponse__Output>): grpc.ClientUnaryCall;
  KickSession(argument: _trunkline_admin_v1_KickSessionRequest, callback: grpc.requestCallback<_trunkline_admin_v1_KickSessionResponse__Output>): grpc.ClientUnaryCall;
  kickSession(argument: _trunkline_admin_v1_KickSessionRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_trunkline_admin_v1_KickSessionResponse__Output>): grpc.ClientUnaryCall;
  kickSession(argument: _trunkline_admin_v1_KickSessionRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_trunkline_admin_v1_KickSessionResponse__Output>): grpc.ClientUnaryCall;
  kickSession(argument: _trunkline_admin_v1_KickSessionRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_trunkline_admin_v1_KickSessionResponse__Output>): grpc.ClientUnaryCall;
  kickSession(argument: _trunkline_admin_v1_KickSessionRequest, callback: grpc.requestCallback<_trunkline_admin_v1_KickSessionResponse__Output>): grpc.ClientUnaryCall;
  
  ListSessions(argument: _trunkline_admin_v1_ListSessionsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_trunkline_admin_v1_ListSessionsResponse__Output>): grpc.ClientUnaryCall;
  ListSessions(argument: _trunkline_admin_v1_ListSessionsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_trunkline_admin_v1_ListSessionsResponse__Output>): grpc.ClientUnaryCall;
  ListSessions(argument: _trunkline_admin_v1_ListSessionsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_trunkline_admin_v1_ListSessionsResponse__Output>): grpc.ClientUnaryCall;
  ListSessions(argument: _trunkline_admin_v1_ListSessionsRequest, callback: grpc.requestCallback<_trunkline_admin_v1_ListSessionsResponse__Output>): grpc.ClientUnaryCall;
  listSessions(argument: _trunkline_admin_v1_ListSessionsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_trunkline_admin_v1_ListSessionsResponse__Output>): grpc.ClientUnaryCall;
  listSessions(argument: _trunkline_admin_v1_ListSessionsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_trunkline_admin_v1_ListSessionsResponse__Output>): grpc.ClientUnaryCall;
  listSessions(argument: _trunkline_admin_v1_ListSessionsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_trunkline_admin_v1_ListSessionsResponse__Output>): grpc.ClientUnaryCall;
  listSessions(argument: _trunkline_admin_v1_ListSessionsRequest, callback: grpc.requestCallback<_trunkline_admin_v1_ListSessionsResponse__Output>): grpc.ClientUnaryCall;
  
}

export interface SessionServiceHandlers extends grpc.UntypedServiceImplementation {
  GetSession: grpc.handleUnaryCall<_trunkline_admin_v1_GetSessionRequest__Output, _trunkline_admin_v1_GetSessionResponse>;
  
  KickSession: grpc.handleUnaryCall<_trunkline_admin_v1_KickSessionRequest__Output, _trunkline_admin_v1_KickSessionResponse>;
  
  ListSessions: grpc.handleUnaryCall<_trunkline_admin_v1_ListSessionsRequest__Output, _trunkline_admin_v1_ListSessionsResponse>;
  
}

export interface SessionServiceDefinition extends grpc.ServiceDefinition {
  GetSession: MethodDefinition<_trunkline_admin_v1_GetSessionRequest, _trunkline_admin_v1_GetSessionResponse, _trunkline_admin_v1_GetSessionRequest__Output, _trunkline_admin_v1_GetSessionResponse__Output>
  KickSession: MethodDefinition<_trunkline_admin_v1_KickSessionRequest, _trunkline_admin_v1_KickSessionResponse, _trunkline_admin_v1_KickSessionRequest__Output, _trunkline_admin_v1_KickSessionResponse__Output>
  ListSessions: MethodDefinition<_trunkline_admin_v1_ListSessionsRequest, _trunkline_admin_v1_ListSessionsResponse, _trunkline_admin_v1_ListSessionsRequest__Output, _trunkline_admin_v1_ListSessionsResponse__Output>
}
