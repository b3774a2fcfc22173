import { type handleUnaryCall, Metadata } from '@grpc/grpc-js';
import { DETAILS_KEY, encodeRefusal } from '../admin-api/index.ts';
import { STATUS, type StatusCode } from '../status/index.ts';
import type { Refused } from './registry-control.ts';

/** Where the control plane says what happened to it. */
export interface AdminLog {
  /** An operator or a team changed something. */
  changed(what: string, detail: Readonly<Record<string, string | number | boolean>>): void;
  /** Our own fault: the caller got INTERNAL and no more. */
  fault(what: string, cause: unknown): void;
}

/** What a method of the admin API ends with: its response, or why not. */
export type Answer<T> = { readonly kind: 'ok'; readonly response: T } | Refused;

export function ok<T>(response: T): Answer<T> {
  return { kind: 'ok', response };
}

export function refuse(code: StatusCode, message: string): Refused {
  return { kind: 'refused', code, message, findings: [] };
}

/** A grpc-js handler from a function that answers with a value. What it throws is logged, and ends in INTERNAL. */
export function unary<Request, Response>(
  log: AdminLog,
  answer: (request: Request) => Answer<Response> | Promise<Answer<Response>>,
): handleUnaryCall<Request, Response> {
  return (call, callback) => {
    const fail = (cause: unknown) => {
      log.fault(call.getPath(), cause);
      callback({ code: STATUS.INTERNAL, details: 'The gateway met a fault of its own. Its log has the cause.' });
    };
    // The async function takes a throw of `answer` itself into the promise.
    (async () => answer(call.request))().then((given) => {
      if (given.kind === 'ok') callback(null, given.response);
      else callback(refusedStatus(given));
    }, fail);
  };
}

function refusedStatus(refused: Refused): { code: number; details: string; metadata: Metadata } {
  const metadata = new Metadata();
  if (refused.findings.length > 0) {
    metadata.set(DETAILS_KEY, encodeRefusal(refused.code, refused.message, refused.findings));
  }
  return { code: refused.code, details: refused.message, metadata };
}
