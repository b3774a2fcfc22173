import { findCloseCode, type GoAway } from '../wire/index.ts';

export interface ConnectionErrorFields {
  /** The close code, from the table in docs/PROTOCOL.md. Null where the gateway gave none. */
  readonly code: number | null;
  /** Whether coming back makes sense. The client does so by itself, unless told not to. */
  readonly reconnect: boolean;
  /** Not before this many milliseconds; 0: not said. */
  readonly retryAfterMs: number;
}

/** A connection ended, or could not be made. `message` says why. */
export class ConnectionError extends Error {
  override readonly name = 'ConnectionError';
  readonly code: number | null;
  readonly reconnect: boolean;
  readonly retryAfterMs: number;

  constructor(message: string, fields: ConnectionErrorFields, options?: ErrorOptions) {
    super(message, options);
    this.code = fields.code;
    this.reconnect = fields.reconnect;
    this.retryAfterMs = fields.retryAfterMs;
  }
}

/** The connection broke, or was never made, and no close code says why: coming back makes sense. */
export function brokenConnection(message: string, cause?: unknown): ConnectionError {
  const options = cause === undefined ? undefined : { cause };
  return new ConnectionError(message, { code: null, reconnect: true, retryAfterMs: 0 }, options);
}

/** The client leaves by itself. */
export function leavingConnection(): ConnectionError {
  return new ConnectionError('the client was closed', { code: 4000, reconnect: false, retryAfterMs: 0 });
}

/** What the gateway said. The table decides about coming back; the frame does for a code that the table lacks. */
export function fromGoAway(goAway: GoAway): ConnectionError {
  const row = findCloseCode(goAway.code);
  const said = goAway.reason === '' ? (row?.meaning ?? 'no reason given') : goAway.reason;
  return new ConnectionError(`the gateway closed with ${goAway.code}: ${said}`, {
    code: goAway.code,
    reconnect: row?.reconnect ?? goAway.reconnect,
    retryAfterMs: goAway.retryAfterMs,
  });
}
