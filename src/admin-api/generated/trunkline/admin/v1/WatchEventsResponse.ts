// Original file: proto/trunkline/admin/v1/event.proto

import type { EventKind as _trunkline_admin_v1_EventKind, EventKind__Output as _trunkline_admin_v1_EventKind__Output } from '../../../trunkline/admin/v1/EventKind.ts';
import type { Long } from '@grpc/proto-loader';

export interface WatchEventsResponse {
  'kind'?: (_trunkline_admin_v1_EventKind);
  'atUnixMs'?: (number | string | Long);
  'subject'?: (string);
  'revision'?: (number);
  'user'?: (string);
  'client'?: (string);
  'detail'?: (string);
  'missed'?: (number | string | Long);
  'gateway'?: (string);
}

export interface WatchEventsResponse__Output {
  'kind': (_trunkline_admin_v1_EventKind__Output);
  'atUnixMs': (number);
  'subject': (string);
  'revision': (number);
  'user': (string);
  'client': (string);
  'detail': (string);
  'missed': (number);
  'gateway': (string);
}
