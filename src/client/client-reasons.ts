import { type ReasonRow, type Sent, STATUS } from '../status/index.ts';

interface ClientReasonRow extends Omit<ReasonRow, 'origin' | 'sent'> {
  /** `STATE`: NEVER where the request still waited in the client's queue, MAYBE where it had been written. */
  readonly sent: Sent | 'STATE';
}

/**
 * Why the client itself ends a call, where no answer of the gateway did: the reasons with origin CLIENT. A name that
 * the gateway also uses means the same thing, seen from the client's side. docs/ERRORS.md has this table.
 */
export const CLIENT_REASONS = {
  BAD_NAME: {
    code: STATUS.INVALID_ARGUMENT,
    sent: 'NEVER',
    meaning: 'The method is not named as `package.Service/Method`.',
    remedy: 'Name service and method in full, with one slash between them.',
  },
  BAD_TIMEOUT: {
    code: STATUS.INVALID_ARGUMENT,
    sent: 'NEVER',
    meaning: '`timeoutMs` is negative or not a number.',
    remedy: 'Pass milliseconds, or 0 for the default of the registration.',
  },
  BAD_METADATA: {
    code: STATUS.INVALID_ARGUMENT,
    sent: 'NEVER',
    meaning: 'A metadata key or value is not legal in gRPC.',
    remedy: 'Use keys of [0-9a-z_.-], printable ASCII values, and a Uint8Array under keys that end in -bin.',
  },
  BAD_JSON: {
    code: STATUS.INVALID_ARGUMENT,
    sent: 'NEVER',
    meaning: 'The message cannot be written as JSON.',
    remedy: 'Pass plain data in canonical proto3 JSON: 64-bit integers as strings, bytes as base64.',
  },
  REQUEST_TOO_LARGE: {
    code: STATUS.RESOURCE_EXHAUSTED,
    sent: 'NEVER',
    meaning: 'The request is larger than the largest frame that the gateway takes.',
    remedy: 'Send less in one call, or have the operator raise the limit.',
  },
  QUEUE_FULL: {
    code: STATUS.RESOURCE_EXHAUSTED,
    sent: 'NEVER',
    meaning: 'As many calls wait in the client as `maxQueued` or `maxQueuedBytes` allow.',
    remedy: 'Wait for answers before calling again; see whether the gateway can be reached.',
  },
  CANCELLED: {
    code: STATUS.CANCELLED,
    sent: 'STATE',
    meaning: 'The call’s AbortSignal was aborted.',
    remedy: 'None is needed.',
  },
  SOURCE_FAILED: {
    code: STATUS.CANCELLED,
    sent: 'STATE',
    meaning: 'The messages that a streaming call was to send came to an error; `cause` has it.',
    remedy: 'See the cause.',
  },
  DEADLINE_EXCEEDED: {
    code: STATUS.DEADLINE_EXCEEDED,
    sent: 'STATE',
    meaning: 'No answer came within `timeoutMs`, counted from the call, its wait in the queue included.',
    remedy: 'Send again if `sent` is NEVER or the method is idempotent; ask for more time if the backend needs it.',
  },
  CONNECTION_LOST: {
    code: STATUS.UNAVAILABLE,
    sent: 'MAYBE',
    meaning: 'The connection to the gateway ended before the answer came.',
    remedy: 'Send again only if the method is idempotent. The client reconnects by itself.',
  },
  NOT_CONNECTED: {
    code: STATUS.UNAVAILABLE,
    sent: 'NEVER',
    meaning: 'The connection ended for good, by a close code 45xx or with `reconnect: false`; `cause` says why.',
    remedy: 'Do what the close code asks for, then `connect` again.',
  },
  CLIENT_CLOSED: {
    code: STATUS.UNAVAILABLE,
    sent: 'STATE',
    meaning: 'The client was closed before the call had its answer.',
    remedy: 'Call before `close`, or give `close` more time.',
  },
  BAD_RESPONSE: {
    code: STATUS.INTERNAL,
    sent: 'MAYBE',
    meaning: 'The answer’s payload is not JSON.',
    remedy: 'Report it with the method’s name.',
  },
} as const satisfies Record<string, ClientReasonRow>;

export type ClientReason = keyof typeof CLIENT_REASONS;
