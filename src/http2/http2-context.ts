import type { Clock, TimingWheel } from '../clock/index.ts';
import type { MayNotConnect } from './guarded-lookup.ts';

/** Runs `task` at the end of this turn of the event loop. */
export type AtTurnEnd = (task: () => void) => void;

/** What all channels of a gateway share. */
export interface Http2Context {
  readonly clock: Clock;
  /** For deadlines and connect timeouts. */
  readonly wheel: TimingWheel;
  /** For what every idle connection has armed: one that ticks seldom, so that an idle gateway sleeps. */
  readonly slowWheel: TimingWheel;
  readonly atTurnEnd: AtTurnEnd;
  /** Hears of a fault of ours, or of a receiver's, for the log. The connection that met it ends. */
  readonly faulted: (cause: unknown) => void;
  /** Asked with each address, as resolved, before it is connected to. */
  readonly mayNotConnect: MayNotConnect;
  /** Hears why an endpoint (HOST:PORT) could not be connected or was lost. For operators: no client may see an address. */
  readonly endpointFailed: (endpoint: string, why: string) => void;
}
