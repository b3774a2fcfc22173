// Original file: proto/trunkline/admin/v1/registry.proto

import type { Backend as _trunkline_admin_v1_Backend, Backend__Output as _trunkline_admin_v1_Backend__Output } from '../../../trunkline/admin/v1/Backend.ts';

export interface SplitBackendResponse {
  'backend'?: (_trunkline_admin_v1_Backend | null);
  'changed'?: (boolean);
}

export interface SplitBackendResponse__Output {
  'backend': (_trunkline_admin_v1_Backend__Output | null);
  'changed': (boolean);
}
