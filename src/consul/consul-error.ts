/**
 * Why Consul did not do what it was asked:
 * - `unreachable`: nobody answers at its address, or the connection broke.
 * - `timeout`: there was no answer in time.
 * - `no-leader`: the servers cannot agree; reads may be old, and nothing can be written.
 * - `denied`: the token is unknown, or has no policy for it.
 * - `too-large`: a value or a transaction is above Consul's limits.
 * - `refused`: the request itself is wrong.
 * - `failed`: any other error of the server.
 * - `malformed`: the answer is not what the API promises.
 * - `closed`: the request was given up on our side.
 */
export type ConsulFault =
  | 'unreachable'
  | 'timeout'
  | 'no-leader'
  | 'denied'
  | 'too-large'
  | 'refused'
  | 'failed'
  | 'malformed'
  | 'closed';

/** A request that Consul did not answer as it should. Whether a write happened is open unless the fault says so. */
export class ConsulError extends Error {
  readonly fault: ConsulFault;

  constructor(fault: ConsulFault, message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'ConsulError';
    this.fault = fault;
  }
}

/** What Consul says, as text, where it has no leader: with status 500, and from some proxies with 200. */
const NO_LEADER = /no cluster leader|leader election|not the leader|no known leader/i;
const MAX_TEXT = 300;

/** The error of an answer that is none: `status` null where there was no answer at all. */
export function consulError(what: string, status: number | null, body: unknown, cause: unknown): ConsulError {
  const text = (typeof body === 'string' ? body : Buffer.isBuffer(body) ? body.toString() : messageOf(cause))
    .trim()
    .slice(0, MAX_TEXT);
  const fault = status === null ? transportFault(cause) : statusFault(status, text);
  return new ConsulError(fault, `Consul: ${what}: ${text === '' ? `status ${status}` : text}`, cause);
}

/** Whether an answer of status 200 tells of an error all the same. */
export function saysNoLeader(body: unknown): boolean {
  return typeof body === 'string' && NO_LEADER.test(body);
}

function statusFault(status: number, text: string): ConsulFault {
  if (NO_LEADER.test(text)) return 'no-leader';
  if (status === 403 || status === 401) return 'denied';
  if (status === 413) return 'too-large';
  return status >= 400 && status < 500 ? 'refused' : 'failed';
}

function transportFault(cause: unknown): ConsulFault {
  if (cause instanceof Error && 'isAbort' in cause) return 'closed';
  if (cause instanceof Error && 'isTimeout' in cause) return 'timeout';
  return cause instanceof SyntaxError || (cause instanceof Error && 'isCodec' in cause) ? 'malformed' : 'unreachable';
}

const messageOf = (cause: unknown): string => (cause instanceof Error ? cause.message : String(cause));
