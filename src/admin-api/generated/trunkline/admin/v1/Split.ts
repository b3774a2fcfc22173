// Original file: proto/trunkline/admin/v1/registry.proto


export interface Split {
  'tag'?: (string);
  'percent'?: (number | string);
  'key'?: (string);
  'value'?: (string);
}

export interface Split__Output {
  'tag': (string);
  'percent': (number);
  'key': (string);
  'value': (string);
}
