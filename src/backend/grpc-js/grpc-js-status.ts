import type { Metadata as GrpcMetadata } from '@grpc/grpc-js';
import { type CallEnd, failedEnd, isStatusCode, NO_BYTES, NO_METADATA, STATUS } from '../../status/index.ts';
import { fromGrpcMetadata } from './grpc-js-metadata.ts';

const DETAILS_KEY = 'grpc-status-details-bin';

/** What had come of the answer before its status did. */
export interface Arrived {
  readonly headers: boolean;
  readonly message: boolean;
}

/** How a call ended, from what grpc-js says of it. A backend's own status passes untouched. */
export function toCallEnd(
  status: { readonly code: number; readonly details: string; readonly metadata: GrpcMetadata },
  arrived: Arrived,
): CallEnd {
  const { code, details: message } = status;
  if (!isStatusCode(code)) return failedEnd('BAD_STATUS', `the backend ended the call with status ${code}`);
  const metadata = fromGrpcMetadata(status.metadata);
  const trailers = metadata.filter(({ key }) => key !== DETAILS_KEY);
  const details = metadata.find(({ key }) => key === DETAILS_KEY)?.value;
  const end: CallEnd = {
    code,
    message,
    trailers: trailers.length === 0 ? NO_METADATA : trailers,
    details: details instanceof Uint8Array ? details : NO_BYTES,
    failure: null,
  };
  if (code === STATUS.OK) return end;
  if (Object.keys(status.metadata.getMap()).length === 0) {
    // grpc-js keeps the deadline, too, and may be a moment ahead of us.
    if (code === STATUS.DEADLINE_EXCEEDED) return failedEnd('DEADLINE_EXCEEDED', 'no answer within the timeout');
    if (code === STATUS.UNAVAILABLE && !arrived.headers) {
      // Its own words may name the address.
      return failedEnd('CONNECTION_LOST', 'the connection to the backend was lost');
    }
    if (code === STATUS.RESOURCE_EXHAUSTED && arrived.headers && !arrived.message) {
      return failedEnd('RESPONSE_TOO_LARGE', message);
    }
  }
  return { ...end, failure: { reason: 'BACKEND_STATUS', origin: 'BACKEND', sent: 'MAYBE', retryAfterMs: 0 } };
}
