// Original file: proto/trunkline/admin/v1/notification.proto

import type { TargetOutcome as _trunkline_admin_v1_TargetOutcome, TargetOutcome__Output as _trunkline_admin_v1_TargetOutcome__Output } from '../../../trunkline/admin/v1/TargetOutcome.ts';
import type { NotificationReply as _trunkline_admin_v1_NotificationReply, NotificationReply__Output as _trunkline_admin_v1_NotificationReply__Output } from '../../../trunkline/admin/v1/NotificationReply.ts';
import type { Long } from '@grpc/proto-loader';

export interface TargetReport {
  'sessionId'?: (string);
  'user'?: (string);
  'outcome'?: (_trunkline_admin_v1_TargetOutcome);
  'reply'?: (_trunkline_admin_v1_NotificationReply | null);
  'offset'?: (number | string | Long);
}

export interface TargetReport__Output {
  'sessionId': (string);
  'user': (string);
  'outcome': (_trunkline_admin_v1_TargetOutcome__Output);
  'reply': (_trunkline_admin_v1_NotificationReply__Output | null);
  'offset': (number);
}
