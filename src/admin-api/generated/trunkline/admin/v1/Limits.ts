// Original file: proto/trunkline/admin/v1/registry.proto


export interface Limits {
  'maxInFlight'?: (number);
  'maxWaiting'?: (number);
}

export interface Limits__Output {
  'maxInFlight': (number);
  'maxWaiting': (number);
}
