// Original file: proto/trunkline/admin/v1/registry.proto

import type { Policy as _trunkline_admin_v1_Policy, Policy__Output as _trunkline_admin_v1_Policy__Output } from '../../../trunkline/admin/v1/Policy.ts';
import type { ConsulTarget as _trunkline_admin_v1_ConsulTarget, ConsulTarget__Output as _trunkline_admin_v1_ConsulTarget__Output } from '../../../trunkline/admin/v1/ConsulTarget.ts';

export interface RegisterBackendRequest {
  'name'?: (string);
  'descriptorSet'?: (Buffer | Uint8Array | string);
  'endpoints'?: (string)[];
  'policy'?: (_trunkline_admin_v1_Policy | null);
  'dryRun'?: (boolean);
  'consul'?: (_trunkline_admin_v1_ConsulTarget | null);
}

export interface RegisterBackendRequest__Output {
  'name': (string);
  'descriptorSet': (Buffer);
  'endpoints': (string)[];
  'policy': (_trunkline_admin_v1_Policy__Output | null);
  'dryRun': (boolean);
  'consul': (_trunkline_admin_v1_ConsulTarget__Output | null);
}
