import type { CallTally } from '../call/index.ts';

/** The calls of a gateway, as plain numbers that someone else counts. */
export type CallCounts = Pick<CallTally, 'entries' | 'failedByReason' | 'inFlight' | 'answersDropped'>;

/** What the metrics need of the client side. All totals count from the start of the process and only grow. */
export interface TrafficView {
  readonly calls: CallCounts;
  connections(): ConnectionCounts;
  bytesReceived(): number;
  bytesSent(): number;
  /** How many frames were refused, or ended their connection, by reason. The reasons are those of the tables. */
  framesRefused(): ReadonlyMap<string, number>;
  /** How many connections the gateway closed, by the code that it gave. */
  closedByCode(): ReadonlyMap<number, number>;
  /** How many sessions ended, by why. */
  sessionsClosed(): ReadonlyMap<string, number>;
  /** Frames that had no connection to go to any more. */
  framesDropped(): number;
}

export interface ConnectionCounts {
  readonly open: number;
  readonly accepted: number;
  /** Connections that the peer or the network ended. */
  readonly closedByPeer: number;
}

/** How the live registry stands. */
export interface RegistryState {
  /** Grows with every swap of the method table. */
  readonly revision: number;
  /** Since the store last confirmed what is live; a store in a local folder always does. */
  readonly ageMs: number;
  readonly backends: number;
  readonly methods: number;
}

/** Whether this gateway should get traffic. */
export type Readiness = { readonly kind: 'ready' } | { readonly kind: 'not-ready'; readonly reason: string };
