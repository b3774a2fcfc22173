// Original file: proto/trunkline/admin/v1/registry.proto

import type * as grpc from '@grpc/grpc-js'
import type { MethodDefinition } from '@grpc/proto-loader'
import type { DescribeSymbolRequest as _trunkline_admin_v1_DescribeSymbolRequest, DescribeSymbolRequest__Output as _trunkline_admin_v1_DescribeSymbolRequest__Output } from '../../../trunkline/admin/v1/DescribeSymbolRequest.ts';
import type { DescribeSymbolResponse as _trunkline_admin_v1_DescribeSymbolResponse, DescribeSymbolResponse__Output as _trunkline_admin_v1_DescribeSymbolResponse__Output } from '../../../trunkline/admin/v1/DescribeSymbolResponse.ts';
import type { DiffBackendRequest as _trunkline_admin_v1_DiffBackendRequest, DiffBackendRequest__Output as _trunkline_admin_v1_DiffBackendRequest__Output } from '../../../trunkline/admin/v1/DiffBackendRequest.ts';
import type { DiffBackendResponse as _trunkline_admin_v1_DiffBackendResponse, DiffBackendResponse__Output as _trunkline_admin_v1_DiffBackendResponse__Output } from '../../../trunkline/admin/v1/DiffBackendResponse.ts';
import type { ExplainCallRequest as _trunkline_admin_v1_ExplainCallRequest, ExplainCallRequest__Output as _trunkline_admin_v1_ExplainCallRequest__Output } from '../../../trunkline/admin/v1/ExplainCallRequest.ts';
import type { ExplainCallResponse as _trunkline_admin_v1_ExplainCallResponse, ExplainCallResponse__Output as _trunkline_admin_v1_ExplainCallResponse__Output } from '../../../trunkline/admin/v1/ExplainCallResponse.ts';
import type { GetBackendRequest as _trunkline_admin_v1_GetBackendRequest, GetBackendRequest__Output as _trunkline_admin_v1_GetBackendRequest__Output } from '../../../trunkline/admin/v1/GetBackendRequest.ts';
import type { GetBackendResponse as _trunkline_admin_v1_GetBackendResponse, GetBackendResponse__Output as _trunkline_admin_v1_GetBackendResponse__Output } from '../../../trunkline/admin/v1/GetBackendResponse.ts';
import type { ListBackendsRequest as _trunkline_admin_v1_ListBackendsRequest, ListBackendsRequest__Output as _trunkline_admin_v1_ListBackendsRequest__Output } from '../../../trunkline/admin/v1/ListBackendsRequest.ts';
import type { ListBackendsResponse as _trunkline_admin_v1_ListBackendsResponse, ListBackendsResponse__Output as _trunkline_admin_v1_ListBackendsResponse__Output } from '../../../trunkline/admin/v1/ListBackendsResponse.ts';
import type { ListRevisionsRequest as _trunkline_admin_v1_ListRevisionsRequest, ListRevisionsRequest__Output as _trunkline_admin_v1_ListRevisionsRequest__Output } from '../../../trunkline/admin/v1/ListRevisionsRequest.ts';
import type { ListRevisionsResponse as _trunkline_admin_v1_ListRevisionsResponse, ListRevisionsResponse__Output as _trunkline_admin_v1_ListRevisionsResponse__Output } from '../../../trunkline/admin/v1/ListRevisionsResponse.ts';
import type { ListServicesRequest as _trunkline_admin_v1_ListServicesRequest, ListServicesRequest__Output as _trunkline_admin_v1_ListServicesRequest__Output } from '../../../trunkline/admin/v1/ListServicesRequest.ts';
import type { ListServicesResponse as _trunkline_admin_v1_ListServicesResponse, ListServicesResponse__Output as _trunkline_admin_v1_ListServicesResponse__Output } from '../../../trunkline/admin/v1/ListServicesResponse.ts';
import type { RegisterBackendRequest as _trunkline_admin_v1_RegisterBackendRequest, RegisterBackendRequest__Output as _trunkline_admin_v1_RegisterBackendRequest__Output } from '../../../trunkline/admin/v1/RegisterBackendRequest.ts';
import type { RegisterBackendResponse as _trunkline_admin_v1_RegisterBackendResponse, RegisterBackendResponse__Output as _trunkline_admin_v1_RegisterBackendResponse__Output } from '../../../trunkline/admin/v1/RegisterBackendResponse.ts';
import type { RemoveBackendRequest as _trunkline_admin_v1_RemoveBackendRequest, RemoveBackendRequest__Output as _trunkline_admin_v1_RemoveBackendRequest__Output } from '../../../trunkline/admin/v1/RemoveBackendRequest.ts';
import type { RemoveBackendResponse as _trunkline_admin_v1_RemoveBackendResponse, RemoveBackendResponse__Output as _trunkline_admin_v1_RemoveBackendResponse__Output } from '../../../trunkline/admin/v1/RemoveBackendResponse.ts';
import type { RollbackBackendRequest as _trunkline_admin_v1_RollbackBackendRequest, RollbackBackendRequest__Output as _trunkline_admin_v1_RollbackBackendRequest__Output } from '../../../trunkline/admin/v1/RollbackBackendRequest.ts';
import type { RollbackBackendResponse as _trunkline_admin_v1_RollbackBackendResponse, RollbackBackendResponse__Output as _trunkline_admin_v1_RollbackBackendResponse__Output } from '../../../trunkline/admin/v1/RollbackBackendResponse.ts';
import type { SplitBackendRequest as _trunkline_admin_v1_SplitBackendRequest, SplitBackendRequest__Output as _trunkline_admin_v1_SplitBackendRequest__Output } from '../../../trunkline/admin/v1/SplitBackendRequest.ts';
import type { SplitBackendResponse as _trunkline_admin_v1_SplitBackendResponse, SplitBackendResponse__Output as _trunkline_admin_v1_SplitBackendResponse__Output } from '../../../trunkline/admin/v1/SplitBackendResponse.ts';

export interface RegistryServiceClient extends grpc.Client {
  DescribeSymbol(argument: _trunkline_admin_v1_DescribeSymbolRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_trunkline_admin_v1_DescribeSymbolResponse__Output>): grpc.ClientUnaryCall;
  DescribeSymbol(argument: _trunkline_admin_v1_DescribeSymbolRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_trunkline_admin_v1_DescribeSymbolResponse__Output>): grpc.ClientUnaryCall;
  DescribeSymbol(argument: _trunkline_admin_v1_DescribeSymbolRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_trunkline_admin_v1_DescribeSymbolResponse__Output>): grpc.ClientUnaryCall;
  DescribeSymbol(argument: _trunkline_admin_v1_DescribeSymbolRequest, callback: grpc.requestCallback<_trunkline_admin_v1_DescribeSymbolResponse__Output>): grpc.ClientUnaryCall;
  describeSymbol(argument: _trunkline_admin_v1_DescribeSymbolRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_trunkline_admin_v1_DescribeSymbolResponse__Output>): grpc.ClientUnaryCall;
  describeSymbol(argument: _trunkline_admin_v1_DescribeSymbolRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_trunkline_admin_v1_DescribeSymbolResponse__Output>): grpc.ClientUnaryCall;
  describeSymbol(argument: _trunkline_admin_v1_DescribeSymbolRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_trunkline_admin_v1_DescribeSymbolResponse__Output>): grpc.ClientUnaryCall;
  describeSymbol(argument: _trunkline_admin_v1_DescribeSymbolRequest, callback: grpc.requestCallback<_trunkline_admin_v1_DescribeSymbolResponse__Output>): grpc.ClientUnaryCall;
  
  DiffBackend(argument: _trunkline_admin_v1_DiffBackendRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_trunkline_admin_v1_DiffBackendResponse__Output>): grpc.ClientUnaryCall;
  DiffBackend(argument: _trunkline_admin_v1_DiffBackendRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_trunkline_admin_v1_DiffBackendResponse__Output>): grpc.ClientUnaryCall;
  DiffBackend(argument: _trunkline_admin_v1_DiffBackendRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_trunkline_admin_v1_DiffBackendResponse__Output>): grpc.ClientUnaryCall;
  DiffBackend(argument: _trunkline_admin_v1_DiffBackendRequest, callback: grpc.requestCallback<_trunkline_admin_v1_DiffBackendResponse__Output>): grpc.ClientUnaryCall;
  diffBackend(argument: _trunkline_admin_v1_DiffBackendRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_trunkline_admin_v1_DiffBackendResponse__Output>): grpc.ClientUnaryCall;
  diffBackend(argument: _trunkline_admin_v1_DiffBackendRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_trunkline_admin_v1_DiffBackendResponse__Output>): grpc.ClientUnaryCall;
  diffBackend(argument: _trunkline_admin_v1_DiffBackendRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_trunkline_admin_v1_DiffBackendResponse__Output>): grpc.ClientUnaryCall;
  diffBackend(argument: _trunkline_admin_v1_DiffBackendRequest, callback: grpc.requestCallback<_trunkline_admin_v1_DiffBackendResponse__Output>): grpc.ClientUnaryCall;
  
  ExplainCall(argument: _trunkline_admin_v1_ExplainCallRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_trunkline_admin_v1_ExplainCallResponse__Output>): grpc.ClientUnaryCall;
  ExplainCall(argument: _trunkline_admin_v1_ExplainCallRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_trunkline_admin_v1_ExplainCallResponse__Output>): grpc.ClientUnaryCall;
  ExplainCall(argument: _trunkline_admin_v1_ExplainCallRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_trunkline_admin_v1_ExplainCallResponse__Output>): grpc.ClientUnaryCall;
  ExplainCall(argument: _trunkline_admin_v1_ExplainCallRequest, callback: grpc.requestCallback<_trunkline_admin_v1_ExplainCallResponse__Output>): grpc.ClientUnaryCall;
  explainCall(argument: _trunkline_admin_v1_ExplainCallRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_trunkline_admin_v1_ExplainCallResponse__Output>): grpc.ClientUnaryCall;
  explainCall(argument: _trunkline_admin_v1_ExplainCallRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_trunkline_admin_v1_ExplainCallResponse__Output>): grpc.ClientUnaryCall;
  explainCall(argument: _trunkline_admin_v1_ExplainCallRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_trunkline_admin_v1_ExplainCallResponse__Output>): grpc.ClientUnaryCall;
  explainCall(argument: _trunkline_admin_v1_ExplainCallRequest, callback: grpc.requestCallback<_trunkline_admin_v1_ExplainCallResponse__Output>): grpc.ClientUnaryCall;
  
  GetBackend(argument: _trunkline_admin_v1_GetBackendRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_trunkline_admin_v1_GetBackendResponse__Output>): grpc.ClientUnaryCall;
  GetBackend(argument: _trunkline_admin_v1_GetBackendRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_trunkline_admin_v1_GetBackendResponse__Output>): grpc.ClientUnaryCall;
  GetBackend(argument: _trunkline_admin_v1_GetBackendRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_trunkline_admin_v1_GetBackendResponse__Output>): grpc.ClientUnaryCall;
  GetBackend(argument: _trunkline_admin_v1_GetBackendRequest, callback: grpc.requestCallback<_trunkline_admin_v1_GetBackendResponse__Output>): grpc.ClientUnaryCall;
  getBackend(argument: _trunkline_admin_v1_GetBackendRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_trunkline_admin_v1_GetBackendResponse__Output>): grpc.ClientUnaryCall;
  getBackend(argument: _trunkline_admin_v1_GetBackendRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_trunkline_admin_v1_GetBackendResponse__Output>): grpc.ClientUnaryCall;
  getBackend(argument: _trunkline_admin_v1_GetBackendRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_trunkline_admin_v1_GetBackendResponse__Output>): grpc.ClientUnaryCall;
  getBackend(argument: _trunkline_admin_v1_GetBackendRequest, callback: grpc.requestCallback<_trunkline_admin_v1_GetBackendResponse__Output>): grpc.ClientUnaryCall;
  
  ListBackends(argument: _trunkline_admin_v1_ListBackendsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_trunkline_admin_v1_ListBackendsResponse__Output>): grpc.ClientUnaryCall;
  ListBackends(argument: _trunkline_admin_v1_ListBackendsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_trunkline_admin_v1_ListBackendsResponse__Output>): grpc.ClientUnaryCall;
  ListBackends(argument: _trunkline_admin_v1_ListBackendsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_trunkline_admin_v1_ListBackendsResponse__Output>): grpc.ClientUnaryCall;
  ListBackends(argument: _trunkline_admin_v1_ListBackendsRequest, callback: grpc.requestCallback<_trunkline_admin_v1_ListBackendsResponse__Output>): grpc.ClientUnaryCall;
  listBackends(argument: _trunkline_admin_v1_ListBackendsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_trunkline_admin_v1_ListBackendsResponse__Output>): grpc.ClientUnaryCall;
  listBackends(argument: _trunkline_admin_v1_ListBackendsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_trunkline_admin_v1_ListBackendsResponse__Output>): grpc.ClientUnaryCall;
  listBackends(argument: _trunkline_admin_v1_ListBackendsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_trunkline_admin_v1_ListBackendsResponse__Output>): grpc.ClientUnaryCall;
  listBackends(argument: _trunkline_admin_v1_ListBackendsRequest, callback: grpc.requestCallback<_trunkline_admin_v1_ListBackendsResponse__Output>): grpc.ClientUnaryCall;
  
  ListRevisions(argument: _trunkline_admin_v1_ListRevisionsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_trunkline_admin_v1_ListRevisionsResponse__Output>): grpc.ClientUnaryCall;
  ListRevisions(argument: _trunkline_admin_v1_ListRevisionsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_trunkline_admin_v1_ListRevisionsResponse__Output>): grpc.ClientUnaryCall;
  ListRevisions(argument: _trunkline_admin_v1_ListRevisionsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_trunkline_admin_v1_ListRevisionsResponse__Output>): grpc.ClientUnaryCall;
  ListRevisions(argument: _trunkline_admin_v1_ListRevisionsRequest, callback: grpc.requestCallback<_trunkline_admin_v1_ListRevisionsResponse__Output>): grpc.ClientUnaryCall;
  listRevisions(argument: _trunkline_admin_v1_ListRevisionsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_trunkline_admin_v1_ListRevisionsResponse__Output>): grpc.ClientUnaryCall;
  listRevisions(argument: _trunkline_admin_v1_ListRevisionsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_trunkline_admin_v1_ListRevisionsResponse__Output>): grpc.ClientUnaryCall;
  listRevisions(argument: _trunkline_admin_v1_ListRevisionsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_trunkline_admin_v1_ListRevisionsResponse__Output>): grpc.ClientUnaryCall;
  listRevisions(argument: _trunkline_admin_v1_ListRevisionsRequest, callback: grpc.requestCallback<_trunkline_admin_v1_ListRevisionsResponse__Output>): grpc.ClientUnaryCall;
  
  ListServices(argument: _trunkline_admin_v1_ListServicesRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_trunkline_admin_v1_ListServicesResponse__Output>): grpc.ClientUnaryCall;
  ListServices(argument: _trunkline_admin_v1_ListServicesRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_trunkline_admin_v1_ListServicesResponse__Output>): grpc.ClientUnaryCall;
  ListServices(argument: _trunkline_admin_v1_ListServicesRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_trunkline_admin_v1_ListServicesResponse__Output>): grpc.ClientUnaryCall;
  ListServices(argument: _trunkline_admin_v1_ListServicesRequest, callback: grpc.requestCallback<_trunkline_admin_v1_ListServicesResponse__Output>): grpc.ClientUnaryCall;
  listServices(argument: _trunkline_admin_v1_ListServicesRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_trunkline_admin_v1_ListServicesResponse__Output>): grpc.ClientUnaryCall;
  listServices(argument: _trunkline_admin_v1_ListServicesRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_trunkline_admin_v1_ListServicesResponse__Output>): grpc.ClientUnaryCall;
  listServices(argument: _trunkline_admin_v1_ListServicesRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_trunkline_admin_v1_ListServicesResponse__Output>): grpc.ClientUnaryCall;
  listServices(argument: _trunkline_admin_v1_ListServicesRequest, callback: grpc.requestCallback<_trunkline_admin_v1_ListServicesResponse__Output>): grpc.ClientUnaryCall;
  
  RegisterBackend(argument: _trunkline_admin_v1_RegisterBackendRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_trunkline_admin_v1_RegisterBackendResponse__Output>): grpc.ClientUnaryCall;
  RegisterBackend(argument: _trunkline_admin_v1_RegisterBackendRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_trunkline_admin_v1_RegisterBackendResponse__Output>): grpc.ClientUnaryCall;
  RegisterBackend(argument: _trunkline_admin_v1_RegisterBackendRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_trunkline_admin_v1_RegisterBackendResponse__Output>): grpc.ClientUnaryCall;
  RegisterBackend(argument: _trunkline_admin_v1_RegisterBackendRequest, callback: grpc.requestCallback<_trunkline_admin_v1_RegisterBackendResponse__Output>): grpc.ClientUnaryCall;
  registerBackend(argument: _trunkline_admin_v1_RegisterBackendRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_trunkline_admin_v1_RegisterBackendResponse__Output>): grpc.ClientUnaryCall;
  registerBackend(argument: _trunkline_admin_v1_RegisterBackendRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_trunkline_admin_v1_RegisterBackendResponse__Output>): grpc.ClientUnaryCall;
  registerBackend(argument: _trunkline_admin_v1_RegisterBackendRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_trunkline_admin_v1_RegisterBackendResponse__Output>): grpc.ClientUnaryCall;
  registerBackend(argument: _trunkline_admin_v1_RegisterBackendRequest, callback: grpc.requestCallback<_trunkline_admin_v1_RegisterBackendResponse__Output>): grpc.ClientUnaryCall;
  
  RemoveBackend(argument: _trunkline_admin_v1_RemoveBackendRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_trunkline_admin_v1_RemoveBackendResponse__Output>): grpc.ClientUnaryCall;
  RemoveBackend(argument: _trunkline_admin_v1_RemoveBackendRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_trunkline_admin_v1_RemoveBackendResponse__Output>): grpc.ClientUnaryCall;
  RemoveBackend(argument: _trunkline_admin_v1_RemoveBackendRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_trunkline_admin_v1_RemoveBackendResponse__Output>): grpc.ClientUnaryCall;
  RemoveBackend(argument: _trunkline_admin_v1_RemoveBackendRequest, callback: grpc.requestCallback<_trunkline_admin_v1_RemoveBackendResponse__Output>): grpc.ClientUnaryCall;
  removeBackend(argument: _trunkline_admin_v1_RemoveBackendRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_trunkline_admin_v1_RemoveBackendResponse__Output>): grpc.ClientUnaryCall;
  removeBackend(argument: _trunkline_admin_v1_RemoveBackendRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_trunkline_admin_v1_RemoveBackendResponse__Output>): grpc.ClientUnaryCall;
  removeBackend(argument: _trunkline_admin_v1_RemoveBackendRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_trunkline_admin_v1_RemoveBackendResponse__Output>): grpc.ClientUnaryCall;
  removeBackend(argument: _trunkline_admin_v1_RemoveBackendRequest, callback: grpc.requestCallback<_trunkline_admin_v1_RemoveBackendResponse__Output>): grpc.ClientUnaryCall;
  
  RollbackBackend(argument: _trunkline_admin_v1_RollbackBackendRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_trunkline_admin_v1_RollbackBackendResponse__Output>): grpc.ClientUnaryCall;
  RollbackBackend(argument: _trunkline_admin_v1_RollbackBackendRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_trunkline_admin_v1_RollbackBackendResponse__Output>): grpc.ClientUnaryCall;
  RollbackBackend(argument: _trunkline_admin_v1_RollbackBackendRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_trunkline_admin_v1_RollbackBackendResponse__Output>): grpc.ClientUnaryCall;
  RollbackBackend(argument: _trunkline_admin_v1_RollbackBackendRequest, callback: grpc.requestCallback<_trunkline_admin_v1_RollbackBackendResponse__Output>): grpc.ClientUnaryCall;
  rollbackBackend(argument: _trunkline_admin_v1_RollbackBackendRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_trunkline_admin_v1_RollbackBackendResponse__Output>): grpc.ClientUnaryCall;
  rollbackBackend(argument: _trunkline_admin_v1_RollbackBackendRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_trunkline_admin_v1_RollbackBackendResponse__Output>): grpc.ClientUnaryCall;
  rollbackBackend(argument: _trunkline_admin_v1_RollbackBackendRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_trunkline_admin_v1_RollbackBackendResponse__Output>): grpc.ClientUnaryCall;
  rollbackBackend(argument: _trunkline_admin_v1_RollbackBackendRequest, callback: grpc.requestCallback<_trunkline_admin_v1_RollbackBackendResponse__Output>): grpc.ClientUnaryCall;
  
  SplitBackend(argument: _trunkline_admin_v1_SplitBackendRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_trunkline_admin_v1_SplitBackendResponse__Output>): grpc.ClientUnaryCall;
  SplitBackend(argument: _trunkline_admin_v1_SplitBackendRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_trunkline_admin_v1_SplitBackendResponse__Output>): grpc.ClientUnaryCall;
  SplitBackend(argument: _trunkline_admin_v1_SplitBackendRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_trunkline_admin_v1_SplitBackendResponse__Output>): grpc.ClientUnaryCall;
  SplitBackend(argument: _trunkline_admin_v1_SplitBackendRequest, callback: grpc.requestCallback<_trunkline_admin_v1_SplitBackendResponse__Output>): grpc.ClientUnaryCall;
  splitBackend(argument: _trunkline_admin_v1_SplitBackendRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_trunkline_admin_v1_SplitBackendResponse__Output>): grpc.ClientUnaryCall;
  splitBackend(argument: _trunkline_admin_v1_SplitBackendRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_trunkline_admin_v1_SplitBackendResponse__Output>): grpc.ClientUnaryCall;
  splitBackend(argument: _trunkline_admin_v1_SplitBackendRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_trunkline_admin_v1_SplitBackendResponse__Output>): grpc.ClientUnaryCall;
  splitBackend(argument: _trunkline_admin_v1_SplitBackendRequest, callback: grpc.requestCallback<_trunkline_admin_v1_SplitBackendResponse__Output>): grpc.ClientUnaryCall;
  
}

export interface RegistryServiceHandlers extends grpc.UntypedServiceImplementation {
  DescribeSymbol: grpc.handleUnaryCall<_trunkline_admin_v1_DescribeSymbolRequest__Output, _trunkline_admin_v1_DescribeSymbolResponse>;
  
  DiffBackend: grpc.handleUnaryCall<_trunkline_admin_v1_DiffBackendRequest__Output, _trunkline_admin_v1_DiffBackendResponse>;
  
  ExplainCall: grpc.handleUnaryCall<_trunkline_admin_v1_ExplainCallRequest__Output, _trunkline_admin_v1_ExplainCallResponse>;
  
  GetBackend: grpc.handleUnaryCall<_trunkline_admin_v1_GetBackendRequest__Output, _trunkline_admin_v1_GetBackendResponse>;
  
  ListBackends: grpc.handleUnaryCall<_trunkline_admin_v1_ListBackendsRequest__Output, _trunkline_admin_v1_ListBackendsResponse>;
  
  ListRevisions: grpc.handleUnaryCall<_trunkline_admin_v1_ListRevisionsRequest__Output, _trunkline_admin_v1_ListRevisionsResponse>;
  
  ListServices: grpc.handleUnaryCall<_trunkline_admin_v1_ListServicesRequest__Output, _trunkline_admin_v1_ListServicesResponse>;
  
  RegisterBackend: grpc.handleUnaryCall<_trunkline_admin_v1_RegisterBackendRequest__Output, _trunkline_admin_v1_RegisterBackendResponse>;
  
  RemoveBackend: grpc.handleUnaryCall<_trunkline_admin_v1_RemoveBackendRequest__Output, _trunkline_admin_v1_RemoveBackendResponse>;
  
  RollbackBackend: grpc.handleUnaryCall<_trunkline_admin_v1_RollbackBackendRequest__Output, _trunkline_admin_v1_RollbackBackendResponse>;
  
  SplitBackend: grpc.handleUnaryCall<_trunkline_admin_v1_SplitBackendRequest__Output, _trunkline_admin_v1_SplitBackendResponse>;
  
}

export interface RegistryServiceDefinition extends grpc.ServiceDefinition {
  DescribeSymbol: MethodDefinition<_trunkline_admin_v1_DescribeSymbolRequest, _trunkline_admin_v1_DescribeSymbolResponse, _trunkline_admin_v1_DescribeSymbolRequest__Output, _trunkline_admin_v1_DescribeSymbolResponse__Output>
  DiffBackend: MethodDefinition<_trunkline_admin_v1_DiffBackendRequest, _trunkline_admin_v1_DiffBackendResponse, _trunkline_admin_v1_DiffBackendRequest__Output, _trunkline_admin_v1_DiffBackendResponse__Output>
  ExplainCall: MethodDefinition<_trunkline_admin_v1_ExplainCallRequest, _trunkline_admin_v1_ExplainCallResponse, _trunkline_admin_v1_ExplainCallRequest__Output, _trunkline_admin_v1_ExplainCallResponse__Output>
  GetBackend: MethodDefinition<_trunkline_admin_v1_GetBackendRequest, _trunkline_admin_v1_GetBackendResponse, _trunkline_admin_v1_GetBackendRequest__Output, _trunkline_admin_v1_GetBackendResponse__Output>
  ListBackends: MethodDefinition<_trunkline_admin_v1_ListBackendsRequest, _trunkline_admin_v1_ListBackendsResponse, _trunkline_admin_v1_ListBackendsRequest__Output, _trunkline_admin_v1_ListBackendsResponse__Output>
  ListRevisions: MethodDefinition<_trunkline_admin_v1_ListRevisionsRequest, _trunkline_admin_v1_ListRevisionsResponse, _trunkline_admin_v1_ListRevisionsRequest__Output, _trunkline_admin_v1_ListRevisionsResponse__Output>
  ListServices: MethodDefinition<_trunkline_admin_v1_ListServicesRequest, _trunkline_admin_v1_ListServicesResponse, _trunkline_admin_v1_ListServicesRequest__Output, _trunkline_admin_v1_ListServicesResponse__Output>
  RegisterBackend: MethodDefinition<_trunkline_admin_v1_RegisterBackendRequest, _trunkline_admin_v1_RegisterBackendResponse, _trunkline_admin_v1_RegisterBackendRequest__Output, _trunkline_admin_v1_RegisterBackendResponse__Output>
  RemoveBackend: MethodDefinition<_trunkline_admin_v1_RemoveBackendRequest, _trunkline_admin_v1_RemoveBackendResponse, _trunkline_admin_v1_RemoveBackendRequest__Output, _trunkline_admin_v1_RemoveBackendResponse__Output>
  RollbackBackend: MethodDefinition<_trunkline_admin_v1_RollbackBackendRequest, _trunkline_admin_v1_RollbackBackendResponse, _trunkline_admin_v1_RollbackBackendRequest__Output, _trunkline_admin_v1_RollbackBackendResponse__Output>
  SplitBackend: MethodDefinition<_trunkline_admin_v1_SplitBackendRequest, _trunkline_admin_v1_SplitBackendResponse, _trunkline_admin_v1_SplitBackendRequest__Output, _trunkline_admin_v1_SplitBackendResponse__Output>
}
