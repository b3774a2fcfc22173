// Original file: proto/trunkline/admin/v1/notification.proto

import type { TargetReport as _trunkline_admin_v1_TargetReport, TargetReport__Output as _trunkline_admin_v1_TargetReport__Output } from '../../../trunkline/admin/v1/TargetReport.ts';

export interface PublishResponse {
  'id'?: (string);
  'targets'?: (_trunkline_admin_v1_TargetReport)[];
  'delivered'?: (number);
  'replied'?: (number);
  'stored'?: (number);
  'notOnline'?: (number);
  'timedOut'?: (number);
}

export interface PublishResponse__Output {
  'id': (string);
  'targets': (_trunkline_admin_v1_TargetReport__Output)[];
  'delivered': (number);
  'replied': (number);
  'stored': (number);
  'notOnline': (number);
  'timedOut': (number);
}
