// Original file: proto/trunkline/admin/v1/session.proto


export interface ListSessionsRequest {
  'limit'?: (number);
  'cluster'?: (boolean);
}

export interface ListSessionsRequest__Output {
  'limit': (number);
  'cluster': (boolean);
}
