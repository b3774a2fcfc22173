import type { Frame } from '../wire/index.ts';
import type { SessionTimes } from './resume-tokens.ts';
import type { Session } from './session.ts';

/** A session as the gateway that had it gave it away. */
export interface MovedSession {
  /** `epoch`: that of the gateway that had it. */
  readonly times: SessionTimes;
  readonly client: string;
  readonly highestSeq: number;
  /** What the client may not have received. */
  readonly answers: readonly Frame[];
  readonly topics: readonly string[];
  /** Calls that still run at the gateway that gave it away, by seq, and how the bus names that. */
  readonly open: readonly number[];
  readonly gateway: string;
}

/** What became of a session that is not here. */
export type Claim =
  | { readonly kind: 'handed'; readonly session: MovedSession }
  /** Another connection has it. */
  | { readonly kind: 'taken' }
  /** It has ended. */
  | { readonly kind: 'ended' }
  /** Nobody knows it: the gateway that had it is gone. */
  | { readonly kind: 'lost' };

/** Other gateways. */
export interface Elsewhere {
  /**
   * `epoch`: who has it from before has been left. `issuer`: the gateway that it was at as far as its client knows.
   * `attempt`: the number of the Hello; 0: it has none.
   */
  claim(sessionId: string, epoch: number, issuer: string, attempt: number): Promise<Claim>;
  /** A session that was elsewhere goes on here. */
  continued(session: Session, moved: MovedSession): void;
  /** A session was given to this gateway, and its client did not wait for it: it is over. */
  dropped(sessionId: string, user: string, session: MovedSession): void;
}
