import type { Frame } from '../wire/index.ts';
import type { Session } from './session.ts';

/** A session as the gateway that had it gave it away. */
export interface MovedSession {
  readonly createdAtUnixMs: number;
  readonly client: string;
  readonly highestSeq: number;
  /** What the client may not have received. */
  readonly answers: readonly Frame[];
  readonly topics: readonly string[];
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
  claim(sessionId: string): Promise<Claim>;
  /** A session that was elsewhere goes on here; it had subscribed to these topics. */
  continued(session: Session, topics: readonly string[]): void;
}
