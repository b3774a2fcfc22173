import { type handleUnaryCall, Metadata } from '@grpc/grpc-js';
import { DETAILS_KEY, encodeRefusal } from '../admin-api/index.ts';
import { type Finding, STATUS, type StatusCode } from '../status/index.ts';
import type { AdminLog } from './admin-log.ts';

/** What a method of the admin API ends with: its response, or why not. */
export type Answer<T> = { readonly kind: 'ok'; readonly response: T } | NotDone;

/** Nothing was changed, and why. */
export interface NotDone {
  readonly kind: 'not-done';
  readonly code: StatusCode;
  readonly message: string;
  readonly findings: readonly Finding[];
}

export function ok<T>(response: T): Answer<T> {
  return { kind: 'ok', response };
}

export function notDone(code: StatusCode, message: string, findings: readonly Finding[] = []): NotDone {
  return { kind: 'not-done', code, message, findings };
}

/**
 * A grpc-js handler from a function that answers with a value. What the function throws is logged; the caller gets what
 * `explain` makes of it, or INTERNAL.
 */
export function unary<Request, Response>(
  log: AdminLog,
  answer: (request: Request) => Answer<Response> | Promise<Answer<Response>>,
  explain: (cause: unknown) => NotDone | null = () => null,
): handleUnaryCall<Request, Response> {
  return (call, callback) => {
    const failed = (cause: unknown) => {
      log.fault(call.getPath(), cause);
      callback(statusOf(explain(cause) ?? OUR_FAULT));
    };
    // The async function takes a throw of `answer` itself into the promise.
    (async () => answer(call.request))().then((given) => {
      if (given.kind === 'ok') callback(null, given.response);
      else callback(statusOf(given));
    }, failed);
  };
}

const OUR_FAULT = notDone(STATUS.INTERNAL, 'The gateway met a fault of its own. Its log has the cause.');

function statusOf({ code, message, findings }: NotDone): { code: number; details: string; metadata: Metadata } {
  const metadata = new Metadata();
  if (findings.length > 0) metadata.set(DETAILS_KEY, encodeRefusal(code, message, findings));
  return { code, details: message, metadata };
}
