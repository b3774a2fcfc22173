// Original file: proto/trunkline/admin/v1/session.proto


export interface GetSessionRequest {
  'id'?: (string);
}

export interface GetSessionRequest__Output {
  'id': (string);
}
