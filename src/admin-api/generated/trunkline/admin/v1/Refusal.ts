// Original file: proto/trunkline/admin/v1/registry.proto

import type { Finding as _trunkline_admin_v1_Finding, Finding__Output as _trunkline_admin_v1_Finding__Output } from '../../../trunkline/admin/v1/Finding.ts';

export interface Refusal {
  'findings'?: (_trunkline_admin_v1_Finding)[];
}

export interface Refusal__Output {
  'findings': (_trunkline_admin_v1_Finding__Output)[];
}
