// Original file: proto/trunkline/admin/v1/registry.proto


export interface GetBackendRequest {
  'name'?: (string);
}

export interface GetBackendRequest__Output {
  'name': (string);
}
