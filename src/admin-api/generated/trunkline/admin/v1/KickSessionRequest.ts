// Original file: proto/trunkline/admin/v1/session.proto


export interface KickSessionRequest {
  'id'?: (string);
  'reason'?: (string);
}

export interface KickSessionRequest__Output {
  'id': (string);
  'reason': (string);
}
