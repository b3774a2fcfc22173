// Original file: proto/trunkline/admin/v1/registry.proto


export interface ListServicesRequest {
  'service'?: (string);
}

export interface ListServicesRequest__Output {
  'service': (string);
}
