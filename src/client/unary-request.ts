import type { Metadata } from '../status/index.ts';
import { ENCODING, type Request } from '../wire/index.ts';
import { type CallError, endedCall } from './call-error.ts';
import type { CallOptions } from './call-options.ts';
import { type MethodName, parseMethodName } from './method-name.ts';
import { readMetadata } from './request-metadata.ts';
import { MAX_DELAY_MS } from './timers.ts';

/** A unary call as it will be sent. */
export interface UnaryRequest {
  readonly name: MethodName;
  readonly metadata: Metadata;
  readonly encoding: number;
  readonly idempotent: boolean;
  readonly payload: Uint8Array;
  /** 0: none of the client's own. */
  readonly timeoutMs: number;
  readonly signal: AbortSignal | undefined;
}

/** Checks what the caller passed. What is not legal becomes the error that the call rejects with. */
export function readRequest(
  method: string,
  encoding: 'proto' | 'json',
  payload: Uint8Array,
  options: CallOptions,
  defaultTimeoutMs: number,
): UnaryRequest | CallError {
  const name = parseMethodName(method);
  if (name === null) return endedCall(method, 'BAD_NAME', 'a method is named as package.Service/Method');
  const timeoutMs = options.timeoutMs ?? defaultTimeoutMs;
  if (!(timeoutMs >= 0)) return endedCall(method, 'BAD_TIMEOUT', `timeoutMs is ${timeoutMs}`);
  const metadata = readMetadata(options.metadata);
  if (typeof metadata === 'string') return endedCall(method, 'BAD_METADATA', metadata);
  const { signal } = options;
  if (signal?.aborted === true) return endedCall(method, 'CANCELLED', 'the call was cancelled', 'NEVER', signal.reason);
  return {
    name,
    metadata,
    encoding: encoding === 'json' ? ENCODING.JSON : ENCODING.PROTO,
    idempotent: options.idempotent ?? false,
    payload,
    timeoutMs: Math.min(Math.ceil(timeoutMs), MAX_DELAY_MS),
    signal,
  };
}

/** The call's Request, where so much of its time is left. */
export function requestNow({ name, metadata, encoding, idempotent, payload }: UnaryRequest, leftMs: number): Request {
  const timeoutMs = leftMs === Number.POSITIVE_INFINITY ? 0 : Math.max(1, Math.ceil(leftMs));
  return { service: name.service, method: name.method, timeoutMs, metadata, encoding, idempotent, payload };
}
