import type { CallEnd, Metadata } from '../status/index.ts';

/** One address that serves a backend. `host` is a name or an IP literal without brackets. */
export interface Endpoint {
  readonly host: string;
  readonly port: number;
}

/** What a call needs on its way to the backend. Fixed for the call's life. */
export interface CallStart {
  /** `/package.Service/Method`. */
  readonly path: string;
  /** Already filtered: nothing reserved is in it. */
  readonly metadata: Metadata;
  /** Monotonic, from the gateway's clock. The engine passes what is left of it on as grpc-timeout. */
  readonly deadlineAtMs: number;
}

/**
 * Who hears of a call. The engine calls these in this order: `onHeaders` at most once, `onMessage` any number of times
 * while there is credit, `onEnd` exactly once and last. None of them is called from within `start`.
 */
export interface CallReceiver {
  onHeaders(metadata: Metadata): void;
  /** `payload` may be a view on a larger buffer: copy it to keep it past the turn of the event loop. */
  onMessage(payload: Uint8Array): void;
  /** `send` returned false, and may be called again now. */
  onDrain(): void;
  onEnd(end: CallEnd): void;
}

/** The sending half of a call. After `onEnd`, or after `cancel`, all of these do nothing. */
export interface OutgoingCall {
  /** Sends one message. False: it was taken, but wait for `onDrain` before the next. */
  send(payload: Uint8Array): boolean;
  halfClose(): void;
  /** Takes `messages` more messages from the backend. A call starts with none. */
  request(messages: number): void;
  /** Takes back what was requested and has not come: one message more may be on its way, and no other until `request`. */
  hold(): void;
  /** Resets the stream. `onEnd` is not called for it. */
  cancel(): void;
}

/**
 * The connection, or connections, to one endpoint. It connects at the first call and stays warm. A call that could not
 * be connected ends with `sent: NEVER`.
 */
export interface Channel {
  /** Calls that wait for a connection, or for a stream of it. */
  readonly waitingCalls: number;
  /** Connects, where nothing has yet. What goes wrong is found out by calls. */
  connect(): void;
  start(call: CallStart, receiver: CallReceiver): OutgoingCall;
  /** Calls in flight finish; new ones are refused. */
  close(): void;
}

/** One way to speak gRPC. Two implementations: @grpc/grpc-js, the reference, and our own. */
export interface Engine {
  open(endpoint: Endpoint): Channel;
}
