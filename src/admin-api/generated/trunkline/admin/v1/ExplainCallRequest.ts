// Original file: proto/trunkline/admin/v1/registry.proto


export interface _trunkline_admin_v1_ExplainCallRequest_Metadatum {
  'key'?: (string);
  'value'?: (Buffer | Uint8Array | string);
}

export interface _trunkline_admin_v1_ExplainCallRequest_Metadatum__Output {
  'key': (string);
  'value': (Buffer);
}

export interface ExplainCallRequest {
  'service'?: (string);
  'method'?: (string);
  'metadata'?: (_trunkline_admin_v1_ExplainCallRequest_Metadatum)[];
  'user'?: (string);
  'timeoutMs'?: (number);
}

export interface ExplainCallRequest__Output {
  'service': (string);
  'method': (string);
  'metadata': (_trunkline_admin_v1_ExplainCallRequest_Metadatum__Output)[];
  'user': (string);
  'timeoutMs': (number);
}
