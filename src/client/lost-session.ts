import type { OpenCall } from './connection.ts';
import type { ConnectionError } from './connection-error.ts';

/** A session whose connection is gone, with what is needed to go on over the next one. */
export interface LostSession {
  readonly id: string;
  /** Secret. */
  readonly resumeToken: string;
  readonly resumeWindowMs: number;
  /** The highest seq that was used. */
  readonly lastSeq: number;
  /** Calls without a Response, by seq, in order. */
  readonly calls: ReadonlyMap<number, OpenCall>;
  /** Why the connection went. */
  readonly error: ConnectionError;
}

/** Nobody comes back to it. */
export function giveUp({ calls, error }: LostSession, why: ConnectionError = error): void {
  for (const call of calls.values()) call.lost(why);
}
