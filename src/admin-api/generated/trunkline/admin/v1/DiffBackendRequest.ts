// Original file: proto/trunkline/admin/v1/registry.proto


export interface DiffBackendRequest {
  'name'?: (string);
  'descriptorSet'?: (Buffer | Uint8Array | string);
  'to'?: (number);
  'other'?: "descriptorSet"|"to";
}

export interface DiffBackendRequest__Output {
  'name': (string);
  'descriptorSet'?: (Buffer);
  'to'?: (number);
  'other'?: "descriptorSet"|"to";
}
