// Original file: proto/trunkline/admin/v1/registry.proto


export interface RollbackBackendRequest {
  'name'?: (string);
  'to'?: (number);
}

export interface RollbackBackendRequest__Output {
  'name': (string);
  'to': (number);
}
