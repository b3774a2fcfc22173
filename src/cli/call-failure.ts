import { type CallError, CLIENT_REASONS } from '../client/index.ts';
import { REASONS } from '../status/index.ts';
import { callExitCode } from './exit-codes.ts';
import { Failure } from './failure.ts';

const WHO = { GATEWAY: 'gateway', BACKEND: 'backend', CLIENT: 'this client' } as const;
const SENT = {
  NEVER: 'never: the backend has not run it',
  MAYBE: 'maybe: the backend may have run it',
} as const;

/** A call that did not end with OK: its status, where that comes from, and what the table says to do about it. */
export function callFailure(error: CallError): Failure {
  const row = rowOf(error);
  const facts: (readonly [string, string])[] = [
    ['reason', row === null ? error.reason : `${error.reason}: ${row.meaning}`],
    ['origin', WHO[error.origin]],
    ['sent', SENT[error.sent]],
  ];
  if (error.retryAfterMs > 0) facts.push(['retry after', `${error.retryAfterMs}ms`]);
  if (error.detailsJson !== '') facts.push(['details', error.detailsJson]);
  const text = error.statusMessage === '' ? '' : `: ${error.statusMessage}`;
  return new Failure(`${error.method}: ${error.codeName}${text}`, {
    exitCode: callExitCode(error.code),
    facts,
    remedy: row?.remedy ?? '',
  });
}

function rowOf({ origin, reason }: CallError): { readonly meaning: string; readonly remedy: string } | null {
  const table: Readonly<Record<string, { readonly meaning: string; readonly remedy: string }>> =
    origin === 'CLIENT' ? CLIENT_REASONS : REASONS;
  return Object.hasOwn(table, reason) ? (table[reason] ?? null) : null;
}
