// Original file: proto/trunkline/admin/v1/registry.proto


export interface RemoveBackendRequest {
  'name'?: (string);
}

export interface RemoveBackendRequest__Output {
  'name': (string);
}
