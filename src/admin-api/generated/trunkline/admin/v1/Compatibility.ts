// Original file: proto/trunkline/admin/v1/registry.proto

export const Compatibility = {
  COMPATIBILITY_UNSPECIFIED: 'COMPATIBILITY_UNSPECIFIED',
  COMPATIBILITY_WIRE_JSON: 'COMPATIBILITY_WIRE_JSON',
  COMPATIBILITY_WIRE: 'COMPATIBILITY_WIRE',
  COMPATIBILITY_NONE: 'COMPATIBILITY_NONE',
} as const;

export type Compatibility =
  | 'COMPATIBILITY_UNSPECIFIED'
  | 0
  | 'COMPATIBILITY_WIRE_JSON'
  | 1
  | 'COMPATIBILITY_WIRE'
  | 2
  | 'COMPATIBILITY_NONE'
  | 3

export type Compatibility__Output = typeof Compatibility[keyof typeof Compatibility]
