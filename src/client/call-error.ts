import { type Metadata, NO_BYTES, NO_METADATA, type Origin, type Sent, statusName } from '../status/index.ts';
import type { Response } from '../wire/index.ts';
import { CLIENT_REASONS, type ClientReason } from './client-reasons.ts';

/** Who says that the call failed: the backend's own status, the gateway, or this library without an answer. */
export type CallOrigin = Origin | 'CLIENT';

export interface CallErrorFields {
  readonly method: string;
  readonly code: number;
  readonly statusMessage: string;
  readonly reason: string;
  readonly origin: CallOrigin;
  readonly sent: Sent;
  readonly retryAfterMs: number;
  readonly details: Uint8Array;
  readonly detailsJson: string;
  readonly metadata: Metadata;
  readonly trailers: Metadata;
}

/** The one way for a call to fail. Every call that does not answer rejects with this, and with nothing else. */
export class CallError extends Error {
  override readonly name = 'CallError';
  /** `package.Service/Method`, as it was called. */
  readonly method: string;
  /** gRPC status code. */
  readonly code: number;
  /** The code's name, such as `NOT_FOUND`. */
  readonly codeName: string;
  /** The status message alone; `message` has the code's name before it. */
  readonly statusMessage: string;
  /** Why: a row of docs/ERRORS.md. A newer gateway may name others. */
  readonly reason: string;
  readonly origin: CallOrigin;
  /** May the backend have run the call? NEVER is a promise: it is safe to call again. */
  readonly sent: Sent;
  /** Not before this many milliseconds; 0: not said. */
  readonly retryAfterMs: number;
  /** A `google.rpc.Status` as the backend sent it; empty where there is none. */
  readonly details: Uint8Array;
  /** `details` in canonical JSON, on a JSON call where every type in it is known; empty otherwise. */
  readonly detailsJson: string;
  readonly metadata: Metadata;
  readonly trailers: Metadata;

  constructor(fields: CallErrorFields, options?: ErrorOptions) {
    const codeName = statusName(fields.code);
    super(fields.statusMessage === '' ? codeName : `${codeName}: ${fields.statusMessage}`, options);
    this.method = fields.method;
    this.code = fields.code;
    this.codeName = codeName;
    this.statusMessage = fields.statusMessage;
    this.reason = fields.reason;
    this.origin = fields.origin;
    this.sent = fields.sent;
    this.retryAfterMs = fields.retryAfterMs;
    this.details = fields.details;
    this.detailsJson = fields.detailsJson;
    this.metadata = fields.metadata;
    this.trailers = fields.trailers;
  }
}

/** The error of a response whose status is not OK. One without a Failure is held to say the least: it may have run. */
export function refusedCall(method: string, response: Response): CallError {
  return new CallError({
    method,
    code: response.status,
    statusMessage: response.message,
    reason: response.failure?.reason ?? 'UNSPECIFIED',
    origin: response.failure?.origin ?? 'GATEWAY',
    sent: response.failure?.sent ?? 'MAYBE',
    retryAfterMs: response.failure?.retryAfterMs ?? 0,
    details: response.details.slice(),
    detailsJson: response.detailsJson,
    metadata: response.metadata,
    trailers: response.trailers,
  });
}

/** The error of a call that the client itself ends. `sent` counts where the reason's row leaves it to the call's state. */
export function endedCall(
  method: string,
  reason: ClientReason,
  statusMessage: string,
  sent: Sent = 'NEVER',
  cause?: unknown,
): CallError {
  const row = CLIENT_REASONS[reason];
  const fields: CallErrorFields = {
    method,
    code: row.code,
    statusMessage,
    reason,
    origin: 'CLIENT',
    sent: row.sent === 'STATE' ? sent : row.sent,
    retryAfterMs: 0,
    details: NO_BYTES,
    detailsJson: '',
    metadata: NO_METADATA,
    trailers: NO_METADATA,
  };
  return new CallError(fields, cause === undefined ? undefined : { cause });
}
