// Original file: proto/trunkline/admin/v1/registry.proto

import type { Compatibility as _trunkline_admin_v1_Compatibility, Compatibility__Output as _trunkline_admin_v1_Compatibility__Output } from '../../../trunkline/admin/v1/Compatibility.ts';

export interface Policy {
  'timeoutMs'?: (number);
  'maxTimeoutMs'?: (number);
  'compatibility'?: (_trunkline_admin_v1_Compatibility);
}

export interface Policy__Output {
  'timeoutMs': (number);
  'maxTimeoutMs': (number);
  'compatibility': (_trunkline_admin_v1_Compatibility__Output);
}
