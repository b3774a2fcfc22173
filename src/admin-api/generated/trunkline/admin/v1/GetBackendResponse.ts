// Original file: proto/trunkline/admin/v1/registry.proto

import type { Backend as _trunkline_admin_v1_Backend, Backend__Output as _trunkline_admin_v1_Backend__Output } from '../../../trunkline/admin/v1/Backend.ts';
import type { EndpointState as _trunkline_admin_v1_EndpointState, EndpointState__Output as _trunkline_admin_v1_EndpointState__Output } from '../../../trunkline/admin/v1/EndpointState.ts';

export interface GetBackendResponse {
  'backend'?: (_trunkline_admin_v1_Backend | null);
  'endpoints'?: (_trunkline_admin_v1_EndpointState)[];
}

export interface GetBackendResponse__Output {
  'backend': (_trunkline_admin_v1_Backend__Output | null);
  'endpoints': (_trunkline_admin_v1_EndpointState__Output)[];
}
