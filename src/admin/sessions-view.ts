/** One session as an operator sees it. Plain data: a copy, not the session. */
export interface SessionSnapshot {
  readonly id: string;
  readonly user: string;
  /** "name/version" as the client says: anything may be in it. */
  readonly client: string;
  readonly state: 'active' | 'detached';
  /** Empty while detached. */
  readonly remoteAddress: string;
  readonly createdAtUnixMs: number;
  readonly callsInFlight: number;
  readonly callsTotal: number;
  readonly bytesReceived: number;
  readonly bytesSent: number;
  /** Since something came from the client. */
  readonly idleMs: number;
}

/** What the sessions service and the metrics need of the sessions of this gateway. */
export interface SessionsView {
  /** The first `limit` sessions, in the order in which they were created. */
  list(limit: number): readonly SessionSnapshot[];
  find(id: string): SessionSnapshot | null;
  /** Ends a session and its connection; the client reads `reason`. False: there is no such session. */
  kick(id: string, reason: string): boolean;
  counts(): SessionCounts;
}

/** The sessions of all gateways that share a bus. */
export interface ClusterView {
  /** The oldest `limit`, and how many there are in all. */
  list(limit: number): Promise<{ readonly sessions: readonly SessionSnapshot[]; readonly total: number }>;
  find(id: string): Promise<SessionSnapshot | null>;
  kick(id: string, reason: string): Promise<boolean>;
}

export interface SessionCounts {
  readonly active: number;
  readonly detached: number;
}
