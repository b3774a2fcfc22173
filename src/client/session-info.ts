import type { Welcome } from '../wire/index.ts';

/** What the gateway said at login. */
export interface SessionInfo {
  /** Names the session to the operator: `trunkline sessions show ID`. */
  readonly id: string;
  /** Whether it is the session of the connection before. */
  readonly resumed: boolean;
  /** "name/version" of the gateway. */
  readonly gateway: string;
  /** How many calls may be open at once. More wait in the client. */
  readonly maxInFlight: number;
  /** The largest frame that the gateway takes, in bytes. */
  readonly maxFrameBytes: number;
  /** Each side sends something at least this often, in milliseconds. 0: no heartbeat. */
  readonly heartbeatMs: number;
  /** How long the session outlives its connection, in milliseconds. */
  readonly resumeWindowMs: number;
}

/** The session of a Welcome. A gateway that allows no call at all allows one: else the client would wait for ever. */
export function readSession(welcome: Welcome): SessionInfo {
  return {
    id: welcome.sessionId,
    resumed: welcome.resumed,
    gateway: welcome.gateway,
    maxInFlight: Math.max(1, welcome.maxInFlight),
    maxFrameBytes: welcome.maxFrameBytes,
    heartbeatMs: welcome.heartbeatMs,
    resumeWindowMs: welcome.resumeWindowMs,
  };
}
