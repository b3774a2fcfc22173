import { type CallEnd, failedEnd, type Metadata, NO_BYTES, NO_METADATA, type Reason } from '../status/index.ts';
import type { Response } from './frame.ts';

/** The Response that ends a call as `end` says. */
export function endedResponse(
  end: CallEnd,
  metadata: Metadata = NO_METADATA,
  payload: Uint8Array = NO_BYTES,
  detailsJson = '',
): Response {
  return {
    status: end.code,
    message: end.message,
    metadata,
    trailers: end.trailers,
    details: end.details,
    failure: end.failure,
    detailsJson,
    payload,
  };
}

/** The Response of a call that the gateway refuses without having sent it. */
export function refusedResponse(reason: Reason, message: string): Response {
  return endedResponse(failedEnd(reason, message));
}
