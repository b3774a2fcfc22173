// Original file: proto/trunkline/admin/v1/registry.proto

import type { MethodKind as _trunkline_admin_v1_MethodKind, MethodKind__Output as _trunkline_admin_v1_MethodKind__Output } from '../../../trunkline/admin/v1/MethodKind.ts';
import type { Idempotency as _trunkline_admin_v1_Idempotency, Idempotency__Output as _trunkline_admin_v1_Idempotency__Output } from '../../../trunkline/admin/v1/Idempotency.ts';

export interface Method {
  'name'?: (string);
  'kind'?: (_trunkline_admin_v1_MethodKind);
  'idempotency'?: (_trunkline_admin_v1_Idempotency);
}

export interface Method__Output {
  'name': (string);
  'kind': (_trunkline_admin_v1_MethodKind__Output);
  'idempotency': (_trunkline_admin_v1_Idempotency__Output);
}
