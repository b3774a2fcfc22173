import type { Clock, TimingWheel } from '../clock/index.ts';
import type { LogBudget } from '../listen/index.ts';
import type { Inbound } from './inbound.ts';
import type { Session } from './session.ts';
import type { CloseReason } from './session-state.ts';

export interface SessionLimits {
  /** Open calls of one session. */
  readonly maxInFlight: number;
  /** The largest frame once logged in. */
  readonly maxFrameBytes: number;
  /** How long a session outlives its connection; 0: not at all. */
  readonly resumeWindowMs: number;
  /** Above this much unsent output, streams of the session pause. */
  readonly streamPauseBytes: number;
  /** Above this much that the client sent and backends have not taken, its connection is not read from. */
  readonly maxHeldBytes: number;
  /** How much of what one client may not have received is kept for its return, and of all clients. */
  readonly journalBytes: number;
  readonly journalBytesTotal: number;
  /** How long a session outlives its credential. */
  readonly credentialGraceMs: number;
  /** Ping, Pong, Credit and unknown frames that a client may send. */
  readonly controlFramesPerSecond: number;
  readonly controlFramesBurst: number;
}

/** Hears of the life of sessions: metrics, the log, later the bus. */
export interface SessionListener {
  /** `lastOffset`: up to there its client has seen all notifications, where it comes from another gateway; otherwise 0. */
  sessionCreated(session: Session, lastOffset: number): void;
  /** A connection took it over, whose client has seen all notifications up to `lastOffset`, it says. */
  sessionResumed(session: Session, lastOffset: number): void;
  sessionDetached(session: Session): void;
  sessionClosed(session: Session, reason: CloseReason): void;
}

/** What all sessions of a gateway share. */
export interface SessionContext {
  readonly limits: SessionLimits;
  readonly clock: Clock;
  readonly wheel: TimingWheel;
  readonly inbound: Inbound;
  readonly listeners: readonly SessionListener[];
  readonly journalBudget: LogBudget;
}
