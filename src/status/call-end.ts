import { type Metadata, NO_METADATA } from './metadata.ts';
import { type Origin, REASONS, type Reason, type Sent } from './reasons.ts';
import { STATUS } from './status-code.ts';

/** How a call ended: once for each call, whether a backend or the gateway ended it. */
export interface CallEnd {
  /** gRPC status code; 0 is OK. */
  readonly code: number;
  readonly message: string;
  readonly trailers: Metadata;
  /** A `google.rpc.Status` as the backend sent it in grpc-status-details-bin; empty where there is none. */
  readonly details: Uint8Array;
  /** What went wrong; null where `code` is 0. */
  readonly failure: FailureCause | null;
}

export interface FailureCause {
  readonly reason: Reason;
  readonly origin: Origin;
  readonly sent: Sent;
  /** Not before this many milliseconds; 0: not said. */
  readonly retryAfterMs: number;
}

export const NO_BYTES = new Uint8Array(0);

export const OK_END: CallEnd = Object.freeze({
  code: STATUS.OK,
  message: '',
  trailers: NO_METADATA,
  details: NO_BYTES,
  failure: null,
});

/** What may differ from the reason's row in the table. */
export interface FailureDetail {
  readonly code?: number;
  readonly sent?: Sent;
  readonly retryAfterMs?: number;
}

/**
 * The end of a call that failed for `reason`: code, origin and `sent` come from the table unless `detail` says more.
 * `message` is for people, and is passed to the client as it is: it must hold nothing that the client may not see.
 */
export function failedEnd(reason: Reason, message: string, detail: FailureDetail = {}): CallEnd {
  const row = REASONS[reason];
  return {
    code: detail.code ?? row.code,
    message,
    trailers: NO_METADATA,
    details: NO_BYTES,
    failure: {
      reason,
      origin: row.origin,
      sent: detail.sent ?? row.sent,
      retryAfterMs: detail.retryAfterMs ?? 0,
    },
  };
}
