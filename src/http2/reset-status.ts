import { type CallEnd, failedEnd, STATUS, type StatusCode } from '../status/index.ts';
import { ERROR_CODE, errorCodeName } from './error-code.ts';

/** The backend is told its time in whole milliseconds, rounded down, and our clock may be a tick of the wheel behind. */
const DEADLINE_SLACK_MS = 16;

/**
 * How a call ends whose stream the backend has reset, with so much left of its deadline. A backend that keeps the deadline
 * cancels at it, often before we do (gRPC's Java stack): for the caller that is the deadline.
 * Source: gRPC PROTOCOL-HTTP2, "Errors". Only REFUSED_STREAM promises that the call was not run (RFC 9113 section 8.7).
 */
export function endOfReset(errorCode: number, remainingMs: number): CallEnd {
  const message = `the backend reset the stream with ${errorCodeName(errorCode)}`;
  if (errorCode === ERROR_CODE.REFUSED_STREAM) return failedEnd('STREAM_REFUSED', message);
  if (errorCode === ERROR_CODE.CANCEL && remainingMs <= DEADLINE_SLACK_MS) {
    return failedEnd('DEADLINE_EXCEEDED', 'the backend gave the call up at its deadline', { sent: 'MAYBE' });
  }
  return failedEnd('STREAM_RESET', message, { code: statusOfReset(errorCode) });
}

function statusOfReset(errorCode: number): StatusCode {
  switch (errorCode) {
    case ERROR_CODE.CANCEL:
      return STATUS.CANCELLED;
    case ERROR_CODE.ENHANCE_YOUR_CALM:
      return STATUS.RESOURCE_EXHAUSTED;
    case ERROR_CODE.INADEQUATE_SECURITY:
      return STATUS.PERMISSION_DENIED;
    default:
      return STATUS.INTERNAL;
  }
}
