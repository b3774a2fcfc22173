// Original file: proto/trunkline/admin/v1/session.proto

export const SessionState = {
  SESSION_STATE_UNSPECIFIED: 'SESSION_STATE_UNSPECIFIED',
  SESSION_STATE_ACTIVE: 'SESSION_STATE_ACTIVE',
  SESSION_STATE_DETACHED: 'SESSION_STATE_DETACHED',
} as const;

export type SessionState =
  | 'SESSION_STATE_UNSPECIFIED'
  | 0
  | 'SESSION_STATE_ACTIVE'
  | 1
  | 'SESSION_STATE_DETACHED'
  | 2

export type SessionState__Output = typeof SessionState[keyof typeof SessionState]
