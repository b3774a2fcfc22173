import { type CallEnd, failedEnd } from '../status/index.ts';
import { statusOfHttp } from './http-status.ts';
import type { ResponseHeaders } from './response-headers.ts';

/**
 * How a call ends by a header block of its response; null where it goes on. The first block that is not informational
 * is initial, or is all there is ("Trailers-Only"); the next one is trailing and must end the stream.
 * Source: gRPC PROTOCOL-HTTP2, "Responses"; RFC 9113 section 8.1.
 */
export function endOfHeaders(headers: ResponseHeaders, headersSeen: boolean, endStream: boolean): CallEnd | null {
  if (headers.malformed !== '') return failedEnd('BAD_RESPONSE', `the backend sent ${headers.malformed}`);
  if (headersSeen) {
    if (headers.httpStatus !== 0 || !endStream) {
      return failedEnd('BAD_RESPONSE', 'the backend sent a second block of initial headers');
    }
    return headers.end ?? noStatus('its trailers have no grpc-status');
  }
  const { httpStatus } = headers;
  if (httpStatus === 0) return failedEnd('BAD_RESPONSE', 'the backend answered without an HTTP status');
  if (httpStatus < 200) {
    return endStream ? failedEnd('BAD_RESPONSE', 'the backend ended the stream with an informational answer') : null;
  }
  if (endStream && headers.end !== null) return headers.end;
  if (httpStatus !== 200) return notGrpc(httpStatus, `HTTP status ${httpStatus}`);
  if (!headers.grpcContent) return notGrpc(httpStatus, 'a content-type that is not gRPC');
  return endStream ? noStatus('it is trailers only, without grpc-status') : null;
}

/** How a call ends whose stream ended on DATA. */
export function endWithoutTrailers(): CallEnd {
  return noStatus('it ended without trailers');
}

/** How a call ends whose status is OK but whose last message is not whole. */
export function endOfCutMessage(): CallEnd {
  return failedEnd('BAD_RESPONSE', 'the backend ended the stream within a message');
}

function noStatus(why: string): CallEnd {
  return failedEnd('BAD_STATUS', `the backend's answer has no status: ${why}`);
}

function notGrpc(httpStatus: number, what: string): CallEnd {
  return failedEnd('HTTP_ERROR', `what answered is not gRPC: ${what}`, { code: statusOfHttp(httpStatus) });
}
