// Original file: proto/trunkline/admin/v1/session.proto

import type { SessionState as _trunkline_admin_v1_SessionState, SessionState__Output as _trunkline_admin_v1_SessionState__Output } from '../../../trunkline/admin/v1/SessionState.ts';
import type { Long } from '@grpc/proto-loader';

export interface Session {
  'id'?: (string);
  'user'?: (string);
  'client'?: (string);
  'state'?: (_trunkline_admin_v1_SessionState);
  'remoteAddress'?: (string);
  'createdAtUnixMs'?: (number | string | Long);
  'callsInFlight'?: (number);
  'callsTotal'?: (number | string | Long);
  'bytesReceived'?: (number | string | Long);
  'bytesSent'?: (number | string | Long);
  'idleMs'?: (number);
}

export interface Session__Output {
  'id': (string);
  'user': (string);
  'client': (string);
  'state': (_trunkline_admin_v1_SessionState__Output);
  'remoteAddress': (string);
  'createdAtUnixMs': (number);
  'callsInFlight': (number);
  'callsTotal': (number);
  'bytesReceived': (number);
  'bytesSent': (number);
  'idleMs': (number);
}
