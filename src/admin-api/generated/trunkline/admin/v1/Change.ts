// Original file: proto/trunkline/admin/v1/registry.proto


// Original file: proto/trunkline/admin/v1/registry.proto

export const _trunkline_admin_v1_Change_Kind = {
  KIND_UNSPECIFIED: 'KIND_UNSPECIFIED',
  KIND_ADDED: 'KIND_ADDED',
  KIND_REMOVED: 'KIND_REMOVED',
  KIND_CHANGED: 'KIND_CHANGED',
} as const;

export type _trunkline_admin_v1_Change_Kind =
  | 'KIND_UNSPECIFIED'
  | 0
  | 'KIND_ADDED'
  | 1
  | 'KIND_REMOVED'
  | 2
  | 'KIND_CHANGED'
  | 3

export type _trunkline_admin_v1_Change_Kind__Output = typeof _trunkline_admin_v1_Change_Kind[keyof typeof _trunkline_admin_v1_Change_Kind]

export interface Change {
  'kind'?: (_trunkline_admin_v1_Change_Kind);
  'symbol'?: (string);
  'detail'?: (string);
}

export interface Change__Output {
  'kind': (_trunkline_admin_v1_Change_Kind__Output);
  'symbol': (string);
  'detail': (string);
}
