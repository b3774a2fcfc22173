// Original file: proto/trunkline/admin/v1/registry.proto

import type { Service as _trunkline_admin_v1_Service, Service__Output as _trunkline_admin_v1_Service__Output } from '../../../trunkline/admin/v1/Service.ts';

export interface ListServicesResponse {
  'services'?: (_trunkline_admin_v1_Service)[];
}

export interface ListServicesResponse__Output {
  'services': (_trunkline_admin_v1_Service__Output)[];
}
