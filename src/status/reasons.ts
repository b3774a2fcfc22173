import { STATUS, type StatusCode } from './status-code.ts';

/** Who failed. A backend's own status passes through with origin BACKEND. */
export type Origin = 'GATEWAY' | 'BACKEND';

/** May the backend have run the call? NEVER is a promise: it is safe to send again. */
export type Sent = 'NEVER' | 'MAYBE';

export interface ReasonRow {
  readonly code: StatusCode;
  readonly origin: Origin;
  readonly sent: Sent;
  readonly meaning: string;
  readonly remedy: string;
}

/**
 * Why a call did not end with OK, each reason once. The wire, the log, the metrics, the CLI's hints and docs/ERRORS.md
 * are made of this table. A backend's own status keeps its code; `BACKEND_STATUS` then only says where it comes from.
 */
export const REASONS = {
  BAD_SEQ: {
    code: STATUS.INVALID_ARGUMENT,
    origin: 'GATEWAY',
    sent: 'NEVER',
    meaning: 'A call was opened with seq 0.',
    remedy: 'Number calls from 1.',
  },
  DUPLICATE_SEQ: {
    code: STATUS.INVALID_ARGUMENT,
    origin: 'GATEWAY',
    sent: 'NEVER',
    meaning: 'The seq belongs to a call that is still open. That call is not affected.',
    remedy: 'Give each call a seq of its own, higher than all before it.',
  },
  STALE_SEQ: {
    code: STATUS.INVALID_ARGUMENT,
    origin: 'GATEWAY',
    sent: 'NEVER',
    meaning: 'The seq is not higher than the highest that this session has used.',
    remedy: 'Give each call a seq of its own, higher than all before it.',
  },
  OUTCOME_UNKNOWN: {
    code: STATUS.ABORTED,
    origin: 'GATEWAY',
    sent: 'MAYBE',
    meaning:
      'The client came back and sent a request again that was made before, and the gateway does not have its answer. It was not run a second time.',
    remedy: 'Look at the backend whether it was done. Declare calls idempotent that may be run twice.',
  },
  BAD_NAME: {
    code: STATUS.INVALID_ARGUMENT,
    origin: 'GATEWAY',
    sent: 'NEVER',
    meaning: 'The service or method is not a legal protobuf name.',
    remedy: 'Name the service in full, as in shop.v1.OrderService, and the method as its descriptor does.',
  },
  BAD_METADATA: {
    code: STATUS.INVALID_ARGUMENT,
    origin: 'GATEWAY',
    sent: 'NEVER',
    meaning: 'A metadata key or value is not legal in gRPC, or there is too much of it.',
    remedy: 'Use lower-case keys of [0-9a-z_.-], printable ASCII values, and bytes under keys that end in -bin.',
  },
  BAD_TIMEOUT: {
    code: STATUS.INVALID_ARGUMENT,
    origin: 'GATEWAY',
    sent: 'NEVER',
    meaning: 'timeout_ms is negative.',
    remedy: 'Send 0 for the default of the registration, or a number of milliseconds.',
  },
  BAD_ENCODING: {
    code: STATUS.INVALID_ARGUMENT,
    origin: 'GATEWAY',
    sent: 'NEVER',
    meaning: 'The encoding is neither proto nor JSON.',
    remedy: 'Set encoding to ENCODING_PROTO (1) or ENCODING_JSON (2).',
  },
  BAD_JSON: {
    code: STATUS.INVALID_ARGUMENT,
    origin: 'GATEWAY',
    sent: 'NEVER',
    meaning: 'The JSON does not fit the message type of the method. The message names the field.',
    remedy: 'Compare with `trunkline describe` of the message type.',
  },
  BAD_FRAME: {
    code: STATUS.INVALID_ARGUMENT,
    origin: 'GATEWAY',
    sent: 'NEVER',
    meaning: 'A frame of a stream does not fit the state or the kind of its call.',
    remedy: 'See the four kinds of call in docs/PROTOCOL.md.',
  },
  BAD_PAYLOAD: {
    code: STATUS.INVALID_ARGUMENT,
    origin: 'GATEWAY',
    sent: 'NEVER',
    meaning: 'The payload of a call to the gateway itself is no message of its type.',
    remedy: 'Compare with proto/trunkline/client/v1/gateway.proto.',
  },
  BAD_TOPIC: {
    code: STATUS.INVALID_ARGUMENT,
    origin: 'GATEWAY',
    sent: 'NEVER',
    meaning: 'What was to be subscribed to is no legal name of a topic.',
    remedy: 'Name topics with letters, digits and _ @ : / -, in words with dots between, up to 200 characters.',
  },
  TOPIC_FORBIDDEN: {
    code: STATUS.PERMISSION_DENIED,
    origin: 'GATEWAY',
    sent: 'NEVER',
    meaning: 'The user may not subscribe to this topic.',
    remedy: 'Ask the operator, whose option notify.topics says who may subscribe to what.',
  },
  TOO_MANY_TOPICS: {
    code: STATUS.RESOURCE_EXHAUSTED,
    origin: 'GATEWAY',
    sent: 'NEVER',
    meaning: 'The session has as many topics as it may.',
    remedy: 'Unsubscribe from some, or publish to fewer and larger topics.',
  },
  UNKNOWN_BODY: {
    code: STATUS.UNIMPLEMENTED,
    origin: 'GATEWAY',
    sent: 'NEVER',
    meaning: 'The frame has no body that this gateway knows.',
    remedy: 'Compare the client’s frame.proto with the gateway’s version.',
  },
  UNKNOWN_SERVICE: {
    code: STATUS.UNIMPLEMENTED,
    origin: 'GATEWAY',
    sent: 'NEVER',
    meaning: 'No registered backend serves this service.',
    remedy: 'See `trunkline list`; the backend’s team registers it with `trunkline backend register`.',
  },
  UNKNOWN_METHOD: {
    code: STATUS.UNIMPLEMENTED,
    origin: 'GATEWAY',
    sent: 'NEVER',
    meaning: 'The service is registered, but has no such method.',
    remedy: 'See `trunkline list SERVICE`.',
  },
  BEYOND_CREDIT: {
    code: STATUS.RESOURCE_EXHAUSTED,
    origin: 'GATEWAY',
    sent: 'MAYBE',
    meaning: 'The client sent more messages on a stream than it had credit for.',
    remedy: 'Count the messages, and wait for Credit when 32 plus all credit have been sent.',
  },
  TOO_MANY_STREAMS: {
    code: STATUS.RESOURCE_EXHAUSTED,
    origin: 'GATEWAY',
    sent: 'NEVER',
    meaning: 'The session has as many streaming calls open as it may.',
    remedy: 'End a stream, or carry more over one.',
  },
  STREAM_IDLE: {
    code: STATUS.DEADLINE_EXCEEDED,
    origin: 'GATEWAY',
    sent: 'MAYBE',
    meaning: 'No message went either way on a stream for as long as the gateway waits.',
    remedy: 'Open the stream again when there is something to say, or send something now and then.',
  },
  TOO_MANY_IN_FLIGHT: {
    code: STATUS.RESOURCE_EXHAUSTED,
    origin: 'GATEWAY',
    sent: 'NEVER',
    meaning: 'The session has max_in_flight calls open.',
    remedy: 'Wait for an answer, then send again.',
  },
  GATEWAY_OVERLOADED: {
    code: STATUS.RESOURCE_EXHAUSTED,
    origin: 'GATEWAY',
    sent: 'NEVER',
    meaning: 'The gateway, or its queue to this backend, holds as many calls as it takes.',
    remedy: 'Send again after a jittered pause.',
  },
  NO_ENDPOINT: {
    code: STATUS.UNAVAILABLE,
    origin: 'GATEWAY',
    sent: 'NEVER',
    meaning: 'The backend is registered, but has no endpoint to call.',
    remedy: 'See `trunkline backend show`; register an endpoint.',
  },
  CONNECT_FAILED: {
    code: STATUS.UNAVAILABLE,
    origin: 'GATEWAY',
    sent: 'NEVER',
    meaning: 'No endpoint of the backend could be connected to.',
    remedy: 'Send again after a jittered pause; see whether the backend is up.',
  },
  CONNECT_TIMEOUT: {
    code: STATUS.UNAVAILABLE,
    origin: 'GATEWAY',
    sent: 'NEVER',
    meaning: 'No endpoint of the backend answered the connection in time.',
    remedy: 'Send again after a jittered pause; see whether the network lets the gateway reach the backend.',
  },
  CONNECTION_LOST: {
    code: STATUS.UNAVAILABLE,
    origin: 'GATEWAY',
    sent: 'MAYBE',
    meaning: 'The connection to the backend ended after the call was sent.',
    remedy: 'Send again only if the method is idempotent.',
  },
  STREAM_REFUSED: {
    code: STATUS.UNAVAILABLE,
    origin: 'BACKEND',
    sent: 'NEVER',
    meaning: 'The backend refused the stream before it looked at the call.',
    remedy: 'Send again after a jittered pause.',
  },
  STREAM_RESET: {
    code: STATUS.INTERNAL,
    origin: 'BACKEND',
    sent: 'MAYBE',
    meaning: 'The backend, or a proxy before it, reset the stream. The status follows from the reset’s code.',
    remedy: 'Look into the backend’s log.',
  },
  DEADLINE_EXCEEDED: {
    code: STATUS.DEADLINE_EXCEEDED,
    origin: 'GATEWAY',
    sent: 'MAYBE',
    meaning: 'The backend did not answer within the call’s timeout.',
    remedy: 'Send again only if the method is idempotent; ask for more time if the backend needs it.',
  },
  CANCELLED: {
    code: STATUS.CANCELLED,
    origin: 'GATEWAY',
    sent: 'MAYBE',
    meaning: 'The client gave the call up.',
    remedy: 'None is needed.',
  },
  RESPONSE_TOO_LARGE: {
    code: STATUS.RESOURCE_EXHAUSTED,
    origin: 'GATEWAY',
    sent: 'MAYBE',
    meaning: 'The backend’s answer is larger than the gateway takes.',
    remedy: 'Ask for less (pages), or have the operator raise the limit.',
  },
  BAD_RESPONSE: {
    code: STATUS.INTERNAL,
    origin: 'BACKEND',
    sent: 'MAYBE',
    meaning: 'The backend’s answer is not a legal gRPC message of the registered type.',
    remedy: 'Compare the backend’s version with its registration.',
  },
  BAD_STATUS: {
    code: STATUS.UNKNOWN,
    origin: 'BACKEND',
    sent: 'MAYBE',
    meaning: 'The backend’s answer has no grpc-status, or not a legal one.',
    remedy: 'See whether the endpoint is a gRPC server.',
  },
  HTTP_ERROR: {
    code: STATUS.UNKNOWN,
    origin: 'BACKEND',
    sent: 'MAYBE',
    meaning:
      'What answered is not a gRPC server, or a proxy before it failed. The status follows from the HTTP status.',
    remedy: 'See whether the endpoint is a gRPC server.',
  },
  BACKEND_STATUS: {
    code: STATUS.UNKNOWN,
    origin: 'BACKEND',
    sent: 'MAYBE',
    meaning: 'The backend itself ended the call with this status.',
    remedy: 'Read the status and its message; they are the backend’s own.',
  },
  SHUTTING_DOWN: {
    code: STATUS.UNAVAILABLE,
    origin: 'GATEWAY',
    sent: 'NEVER',
    meaning: 'The gateway is draining and takes no new calls on this connection.',
    remedy: 'Connect again and send again.',
  },
  INTERNAL: {
    code: STATUS.INTERNAL,
    origin: 'GATEWAY',
    sent: 'MAYBE',
    meaning: 'The gateway met a fault of its own. Its log has the cause.',
    remedy: 'Report it with the gateway’s log.',
  },
} as const satisfies Record<string, ReasonRow>;

export type Reason = keyof typeof REASONS;
