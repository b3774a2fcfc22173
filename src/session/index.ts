export { Handshake, type HandshakeOptions, type HandshakeParts } from './handshake.ts';
export type { Inbound, OpenCall, OpenNotification } from './inbound.ts';
export { NO_REPLAY, type Replay } from './replay.ts';
export { ResumeTokens, type ResumeVerdict } from './resume-tokens.ts';
export { type SeqAdmission, SeqLedger } from './seq-ledger.ts';
export { Session, type SessionBirth } from './session.ts';
export type { SessionContext, SessionLimits, SessionListener } from './session-context.ts';
export type { CloseReason, SessionState } from './session-state.ts';
export { SessionTable } from './session-table.ts';
