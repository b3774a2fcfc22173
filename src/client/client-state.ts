import type { ConnectionError } from './connection-error.ts';
import type { SessionInfo } from './session-info.ts';

/** Where a client stands. */
export type ClientState =
  /** No connection takes calls; they wait. Attempt number `attempt` starts in `delayMs`, counted from the change. */
  | {
      readonly kind: 'connecting';
      readonly attempt: number;
      readonly delayMs: number;
      /** Why the connection before is gone, or about to go; null before the first. */
      readonly error: ConnectionError | null;
    }
  /** Calls go out. */
  | { readonly kind: 'connected'; readonly session: SessionInfo }
  /** `close` was called: the calls that were made are finished, new ones are refused. */
  | { readonly kind: 'closing' }
  /** For good. `error` is null where `close` did it. */
  | { readonly kind: 'closed'; readonly error: ConnectionError | null };
