// Original file: proto/trunkline/admin/v1/registry.proto

import type { Policy as _trunkline_admin_v1_Policy, Policy__Output as _trunkline_admin_v1_Policy__Output } from '../../../trunkline/admin/v1/Policy.ts';
import type { Service as _trunkline_admin_v1_Service, Service__Output as _trunkline_admin_v1_Service__Output } from '../../../trunkline/admin/v1/Service.ts';
import type { ConsulTarget as _trunkline_admin_v1_ConsulTarget, ConsulTarget__Output as _trunkline_admin_v1_ConsulTarget__Output } from '../../../trunkline/admin/v1/ConsulTarget.ts';
import type { Long } from '@grpc/proto-loader';

export interface Revision {
  'number'?: (number);
  'descriptorHash'?: (string);
  'descriptorBytes'?: (number);
  'endpoints'?: (string)[];
  'policy'?: (_trunkline_admin_v1_Policy | null);
  'services'?: (_trunkline_admin_v1_Service)[];
  'createdAtUnixMs'?: (number | string | Long);
  'rollbackTo'?: (number);
  'active'?: (boolean);
  'policyOnly'?: (boolean);
  'consul'?: (_trunkline_admin_v1_ConsulTarget | null);
}

export interface Revision__Output {
  'number': (number);
  'descriptorHash': (string);
  'descriptorBytes': (number);
  'endpoints': (string)[];
  'policy': (_trunkline_admin_v1_Policy__Output | null);
  'services': (_trunkline_admin_v1_Service__Output)[];
  'createdAtUnixMs': (number);
  'rollbackTo': (number);
  'active': (boolean);
  'policyOnly': (boolean);
  'consul': (_trunkline_admin_v1_ConsulTarget__Output | null);
}
