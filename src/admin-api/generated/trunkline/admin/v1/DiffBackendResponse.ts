// Original file: proto/trunkline/admin/v1/registry.proto

import type { Change as _trunkline_admin_v1_Change, Change__Output as _trunkline_admin_v1_Change__Output } from '../../../trunkline/admin/v1/Change.ts';
import type { Finding as _trunkline_admin_v1_Finding, Finding__Output as _trunkline_admin_v1_Finding__Output } from '../../../trunkline/admin/v1/Finding.ts';

export interface DiffBackendResponse {
  'fromRevision'?: (number);
  'toRevision'?: (number);
  'changes'?: (_trunkline_admin_v1_Change)[];
  'incompatibilities'?: (_trunkline_admin_v1_Finding)[];
}

export interface DiffBackendResponse__Output {
  'fromRevision': (number);
  'toRevision': (number);
  'changes': (_trunkline_admin_v1_Change__Output)[];
  'incompatibilities': (_trunkline_admin_v1_Finding__Output)[];
}
