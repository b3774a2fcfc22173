// Original file: proto/trunkline/admin/v1/session.proto

import type { Session as _trunkline_admin_v1_Session, Session__Output as _trunkline_admin_v1_Session__Output } from '../../../trunkline/admin/v1/Session.ts';

export interface ListSessionsResponse {
  'sessions'?: (_trunkline_admin_v1_Session)[];
  'total'?: (number);
}

export interface ListSessionsResponse__Output {
  'sessions': (_trunkline_admin_v1_Session__Output)[];
  'total': (number);
}
