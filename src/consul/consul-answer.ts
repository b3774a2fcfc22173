import type { IncomingHttpHeaders } from 'node:http';

/** How current a read must be: `default` asks the leader, `stale` any server, `consistent` a leader that a quorum confirms. */
export type Consistency = 'default' | 'stale' | 'consistent';

/** How to read. */
export interface ConsulRead {
  readonly consistency: Consistency;
  /** Answer only once the index is above this, or `waitMs` have gone by. 0: answer at once. */
  readonly index: number;
  /** The longest that Consul may hold the answer back; it adds up to a sixteenth. Not used where `index` is 0. */
  readonly waitMs: number;
  /** Gives the request up: it rejects with `closed`. */
  readonly signal: AbortSignal | null;
}

/** A read that answers at once, from the leader. */
export const READ_NOW: ConsulRead = { consistency: 'default', index: 0, waitMs: 0, signal: null };

/** What Consul answered, with what it said about it. */
export interface ConsulAnswer<T> {
  readonly value: T;
  /** `X-Consul-Index`: what the next blocking query goes on from. Null where the answer has none that is a number. */
  readonly index: number | null;
  /** Whether the server that answered knew of a leader. */
  readonly knownLeader: boolean;
  /** Whether rows were left out that the token may not see. Consul says so from version 1.11 on only. */
  readonly filtered: boolean;
}

/** The answer of those headers. */
export function answerOf<T>(value: T, headers: IncomingHttpHeaders): ConsulAnswer<T> {
  const index = headers['x-consul-index'];
  return {
    value,
    index: typeof index === 'string' && /^\d{1,15}$/.test(index) ? Number(index) : null,
    knownLeader: headers['x-consul-knownleader'] !== 'false',
    filtered: headers['x-consul-results-filtered-by-acls'] === 'true',
  };
}
