// Original file: proto/trunkline/admin/v1/registry.proto

import type { Revision as _trunkline_admin_v1_Revision, Revision__Output as _trunkline_admin_v1_Revision__Output } from '../../../trunkline/admin/v1/Revision.ts';

export interface Backend {
  'name'?: (string);
  'revision'?: (_trunkline_admin_v1_Revision | null);
}

export interface Backend__Output {
  'name': (string);
  'revision': (_trunkline_admin_v1_Revision__Output | null);
}
