import type { Clock, TimingWheel } from '../clock/index.ts';

/** Runs `task` at the end of this turn of the event loop. */
export type AtTurnEnd = (task: () => void) => void;

/** What all channels of a gateway share. */
export interface Http2Context {
  readonly clock: Clock;
  /** Deadlines, connect timeouts and keepalive run on it. */
  readonly wheel: TimingWheel;
  readonly atTurnEnd: AtTurnEnd;
  /** Hears of a fault of ours, or of a receiver's, for the log. The connection that met it ends. */
  readonly faulted: (cause: unknown) => void;
}
