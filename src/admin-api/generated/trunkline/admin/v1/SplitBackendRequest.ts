// Original file: proto/trunkline/admin/v1/registry.proto

import type { Split as _trunkline_admin_v1_Split, Split__Output as _trunkline_admin_v1_Split__Output } from '../../../trunkline/admin/v1/Split.ts';

export interface SplitBackendRequest {
  'name'?: (string);
  'split'?: (_trunkline_admin_v1_Split | null);
}

export interface SplitBackendRequest__Output {
  'name': (string);
  'split': (_trunkline_admin_v1_Split__Output | null);
}
