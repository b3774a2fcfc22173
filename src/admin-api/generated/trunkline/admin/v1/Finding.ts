// Original file: proto/trunkline/admin/v1/registry.proto


export interface Finding {
  'rule'?: (string);
  'file'?: (string);
  'symbol'?: (string);
  'message'?: (string);
  'remedy'?: (string);
}

export interface Finding__Output {
  'rule': (string);
  'file': (string);
  'symbol': (string);
  'message': (string);
  'remedy': (string);
}
