// Original file: proto/trunkline/admin/v1/registry.proto


export interface ListRevisionsRequest {
  'name'?: (string);
}

export interface ListRevisionsRequest__Output {
  'name': (string);
}
