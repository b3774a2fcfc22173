import type { FailureCause, Metadata } from '../status/index.ts';

/** The version that `Hello.protocol` names. */
export const PROTOCOL_VERSION = 1;

/** What a frame may hold before the session is welcomed. */
export const MAX_HELLO_BYTES = 16 * 1024;

/** How many messages each side of a stream takes before it has said anything of it. */
export const INITIAL_CREDIT = 32;

/**
 * With so much out that no credit has come back for, who sends to a stream waits, whatever credit it has: what one backend
 * does not take then leaves room for all else on the connection. Credit comes back for a quarter of it. Bytes.
 */
export const AHEAD_BYTES = 262_144;

/** `Request.encoding`, by the numbers on the wire. */
export const ENCODING = { UNSPECIFIED: 0, PROTO: 1, JSON: 2 } as const;

export interface Hello {
  readonly protocol: number;
  readonly token: string;
  readonly resume: Resume | null;
  readonly client: string;
  readonly heartbeatMs: number;
  readonly topics: readonly string[];
}

export interface Resume {
  readonly sessionId: string;
  readonly resumeToken: string;
  readonly lastOffset: number;
  /** 0: not said. */
  readonly lastSeq: number;
  /** Grows from one Hello of a client to the next. 0: not said. */
  readonly attempt: number;
}

export interface Welcome {
  readonly sessionId: string;
  readonly resumeToken: string;
  readonly resumed: boolean;
  readonly heartbeatMs: number;
  readonly resumeWindowMs: number;
  readonly maxFrameBytes: number;
  readonly maxInFlight: number;
  readonly gateway: string;
}

export interface GoAway {
  readonly code: number;
  readonly reason: string;
  readonly reconnect: boolean;
  readonly retryAfterMs: number;
}

export interface Request {
  readonly service: string;
  readonly method: string;
  /** As it stands on the wire: a negative number reads as one above 2^31. */
  readonly timeoutMs: number;
  readonly metadata: Metadata;
  readonly encoding: number;
  /** Whether the client declares that the call may be run twice. */
  readonly idempotent: boolean;
  /** A view on what arrived: it is valid as long as it is held, and is never written to. */
  readonly payload: Uint8Array;
}

export interface Response {
  readonly status: number;
  readonly message: string;
  readonly metadata: Metadata;
  readonly trailers: Metadata;
  readonly details: Uint8Array;
  readonly failure: Failure | null;
  readonly detailsJson: string;
  readonly payload: Uint8Array;
}

/** `reason` is a string here: a client may be older than the gateway that names it. */
export interface Failure extends Omit<FailureCause, 'reason'> {
  readonly reason: string;
}

export interface Message {
  readonly metadata: Metadata;
  readonly payload: Uint8Array;
}

export interface Credit {
  readonly messages: number;
}

export interface Notify {
  readonly id: string;
  readonly type: string;
  readonly offset: number;
  readonly replyExpected: boolean;
  readonly encoding: number;
  /** From 1. */
  readonly attempt: number;
  readonly payload: Uint8Array;
}

export interface NotifyReply {
  readonly status: number;
  readonly message: string;
  readonly payload: Uint8Array;
}

/**
 * One frame of proto/trunkline/wire/v1/frame.proto. `kind` is the name of the body that is set; where several are, the
 * last one counts, as protobuf says. `unknown`: none that this version knows.
 */
export type Frame =
  | { readonly kind: 'hello'; readonly seq: number; readonly body: Hello }
  | { readonly kind: 'welcome'; readonly seq: number; readonly body: Welcome }
  | { readonly kind: 'ping'; readonly seq: number }
  | { readonly kind: 'pong'; readonly seq: number }
  | { readonly kind: 'goAway'; readonly seq: number; readonly body: GoAway }
  | { readonly kind: 'request'; readonly seq: number; readonly body: Request }
  | { readonly kind: 'response'; readonly seq: number; readonly body: Response }
  | { readonly kind: 'message'; readonly seq: number; readonly body: Message }
  | { readonly kind: 'halfClose'; readonly seq: number }
  | { readonly kind: 'cancel'; readonly seq: number }
  | { readonly kind: 'credit'; readonly seq: number; readonly body: Credit }
  | { readonly kind: 'notify'; readonly seq: number; readonly body: Notify }
  | { readonly kind: 'notifyReply'; readonly seq: number; readonly body: NotifyReply }
  | { readonly kind: 'unknown'; readonly seq: number };

export type FrameKind = Frame['kind'];
