// Original file: proto/trunkline/admin/v1/traffic.proto

import type { MethodTraffic as _trunkline_admin_v1_MethodTraffic, MethodTraffic__Output as _trunkline_admin_v1_MethodTraffic__Output } from '../../../trunkline/admin/v1/MethodTraffic.ts';

export interface GetTrafficResponse {
  'nowMs'?: (number | string);
  'methods'?: (_trunkline_admin_v1_MethodTraffic)[];
  'bucketBoundsMs'?: (number | string)[];
  'callsInFlight'?: (number);
  'connections'?: (number);
  'sessionsActive'?: (number);
  'sessionsDetached'?: (number);
  'backends'?: (number);
  'registryAgeMs'?: (number | string);
}

export interface GetTrafficResponse__Output {
  'nowMs': (number);
  'methods': (_trunkline_admin_v1_MethodTraffic__Output)[];
  'bucketBoundsMs': (number)[];
  'callsInFlight': (number);
  'connections': (number);
  'sessionsActive': (number);
  'sessionsDetached': (number);
  'backends': (number);
  'registryAgeMs': (number);
}
