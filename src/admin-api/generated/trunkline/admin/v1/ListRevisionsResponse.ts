// Original file: proto/trunkline/admin/v1/registry.proto

import type { Revision as _trunkline_admin_v1_Revision, Revision__Output as _trunkline_admin_v1_Revision__Output } from '../../../trunkline/admin/v1/Revision.ts';

export interface ListRevisionsResponse {
  'revisions'?: (_trunkline_admin_v1_Revision)[];
}

export interface ListRevisionsResponse__Output {
  'revisions': (_trunkline_admin_v1_Revision__Output)[];
}
