// Original file: proto/trunkline/admin/v1/registry.proto


export interface Outliers {
  'consecutiveFailures'?: (number);
  'slowFactor'?: (number);
  'ejectMs'?: (number);
}

export interface Outliers__Output {
  'consecutiveFailures': (number);
  'slowFactor': (number);
  'ejectMs': (number);
}
