// Original file: proto/trunkline/admin/v1/registry.proto

export const Idempotency = {
  IDEMPOTENCY_UNSPECIFIED: 'IDEMPOTENCY_UNSPECIFIED',
  IDEMPOTENCY_NO_SIDE_EFFECTS: 'IDEMPOTENCY_NO_SIDE_EFFECTS',
  IDEMPOTENCY_IDEMPOTENT: 'IDEMPOTENCY_IDEMPOTENT',
} as const;

export type Idempotency =
  | 'IDEMPOTENCY_UNSPECIFIED'
  | 0
  | 'IDEMPOTENCY_NO_SIDE_EFFECTS'
  | 1
  | 'IDEMPOTENCY_IDEMPOTENT'
  | 2

export type Idempotency__Output = typeof Idempotency[keyof typeof Idempotency]
