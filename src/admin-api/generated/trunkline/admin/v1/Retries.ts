// Original file: proto/trunkline/admin/v1/registry.proto


export interface Retries {
  'attempts'?: (number);
  'budgetPercent'?: (number);
  'hedgeAfterMs'?: (number);
}

export interface Retries__Output {
  'attempts': (number);
  'budgetPercent': (number);
  'hedgeAfterMs': (number);
}
