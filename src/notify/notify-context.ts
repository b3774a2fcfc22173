import type { Outbox } from '../bus/index.ts';
import type { Clock, TimingWheel } from '../clock/index.ts';

export interface NotifyLimits {
  /** Stored notifications that a session may have without a reply: more wait. */
  readonly maxUnacknowledged: number;
  /** The same in bytes of payload. */
  readonly maxUnacknowledgedBytes: number;
  /** How long a reply to a stored notification may take before it is sent again. */
  readonly ackTimeoutMs: number;
  /** How often it is sent, at most; then it is given up. */
  readonly maxAttempts: number;
  /** Notifications that wait for a client that does not read, in number and in bytes: then its connection ends. */
  readonly maxWaiting: number;
  readonly maxWaitingBytes: number;
  /** Topics of one session. */
  readonly maxTopics: number;
}

/** What happened to notifications at this gateway, as plain numbers. */
export interface NotifyCounts {
  published: number;
  delivered: number;
  replied: number;
  redelivered: number;
  /** Sent as often as may be, and never replied to. */
  dead: number;
  slowConsumers: number;
}

export function noCounts(): NotifyCounts {
  return { published: 0, delivered: 0, replied: 0, redelivered: 0, dead: 0, slowConsumers: 0 };
}

/** What all of a gateway's notifications share. */
export interface NotifyContext {
  readonly limits: NotifyLimits;
  readonly clock: Clock;
  readonly wheel: TimingWheel;
  readonly outbox: Outbox;
  readonly counts: NotifyCounts;
  /** A stored notification was given up: for the log. */
  readonly gaveUp: (user: string, id: string, type: string) => void;
}
