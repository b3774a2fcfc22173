// Original file: proto/trunkline/admin/v1/registry.proto

import type { Method as _trunkline_admin_v1_Method, Method__Output as _trunkline_admin_v1_Method__Output } from '../../../trunkline/admin/v1/Method.ts';

export interface Service {
  'name'?: (string);
  'backend'?: (string);
  'methods'?: (_trunkline_admin_v1_Method)[];
}

export interface Service__Output {
  'name': (string);
  'backend': (string);
  'methods': (_trunkline_admin_v1_Method__Output)[];
}
