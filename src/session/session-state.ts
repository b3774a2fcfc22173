/**
 * The states of a session, and the only moves between them.
 *
 *     active <-> detached -> closed        active -> closed
 *
 * A generation is the number of a connection within its session: it tells the connection that holds the session from
 * one that held it before. Times are monotonic.
 */
export type SessionState =
  | { readonly kind: 'active'; readonly generation: number }
  | { readonly kind: 'detached'; readonly generation: number; readonly expiresAtMs: number }
  | { readonly kind: 'closed'; readonly reason: CloseReason };

/** Why a session ended, by who ended it. */
export type CloseReason = 'left' | 'expired' | 'kicked' | 'replaced' | 'broken' | 'draining' | 'credential' | 'moved';

/** A new session, held by its first connection. */
export const FIRST_STATE: SessionState = { kind: 'active', generation: 1 };

/** A connection attaches: the next generation. A closed session stays closed. */
export function connectionAttached(state: SessionState): SessionState {
  return state.kind === 'closed' ? state : { kind: 'active', generation: state.generation + 1 };
}

/**
 * A connection closed. Only the connection that holds the session may detach it: after a quick reconnect the old
 * socket's close arrives late, and must not end the session that moved on.
 */
export function connectionClosed(state: SessionState, generation: number, expiresAtMs: number): SessionState {
  if (state.kind !== 'active' || state.generation !== generation) return state;
  return { kind: 'detached', generation, expiresAtMs };
}

/** The resume window may have run out. A session that was resumed meanwhile lives on. */
export function windowExpired(state: SessionState, nowMs: number): SessionState {
  if (state.kind !== 'detached' || nowMs < state.expiresAtMs) return state;
  return { kind: 'closed', reason: 'expired' };
}

/** The session ends now. The first reason stays. */
export function ended(state: SessionState, reason: CloseReason): SessionState {
  return state.kind === 'closed' ? state : { kind: 'closed', reason };
}
