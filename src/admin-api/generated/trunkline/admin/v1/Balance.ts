// Original file: proto/trunkline/admin/v1/registry.proto

export const Balance = {
  BALANCE_UNSPECIFIED: 'BALANCE_UNSPECIFIED',
  BALANCE_LEAST_REQUESTS: 'BALANCE_LEAST_REQUESTS',
  BALANCE_ROUND_ROBIN: 'BALANCE_ROUND_ROBIN',
  BALANCE_WEIGHTED: 'BALANCE_WEIGHTED',
  BALANCE_HASH_USER: 'BALANCE_HASH_USER',
  BALANCE_HASH_METADATA: 'BALANCE_HASH_METADATA',
} as const;

export type Balance =
  | 'BALANCE_UNSPECIFIED'
  | 0
  | 'BALANCE_LEAST_REQUESTS'
  | 1
  | 'BALANCE_ROUND_ROBIN'
  | 2
  | 'BALANCE_WEIGHTED'
  | 3
  | 'BALANCE_HASH_USER'
  | 4
  | 'BALANCE_HASH_METADATA'
  | 5

export type Balance__Output = typeof Balance[keyof typeof Balance]
