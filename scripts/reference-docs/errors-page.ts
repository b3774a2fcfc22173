import { CLIENT_REASONS } from '../../src/client/client-reasons.ts';
import { REASONS, statusName } from '../../src/status/index.ts';
import { CLOSE_CODES } from '../../src/wire/index.ts';
import { code, markdownTable } from './markdown.ts';

/** docs/ERRORS.md: every reason of a failed call, and every reason of a connection's end. */
export function errorsPage(): string {
  const ofGateway = Object.entries(REASONS).map(([reason, row]) => [
    code(reason),
    `${statusName(row.code)} (${row.code})`,
    row.origin,
    row.sent,
    row.meaning,
    row.remedy,
  ]);
  const ofClient = Object.entries(CLIENT_REASONS).map(([reason, row]) => [
    code(reason),
    `${statusName(row.code)} (${row.code})`,
    row.sent,
    row.meaning,
    row.remedy,
  ]);
  const closes = Object.entries(CLOSE_CODES).map(([number, row]) => [
    number,
    row.reconnect ? 'yes' : 'no',
    row.meaning,
    row.remedy,
  ]);
  return `# Errors

A call that fails carries a gRPC status, and a \`Failure\` that says more:

* \`reason\`: one of the names below.
* \`origin\`: \`GATEWAY\` where the gateway failed the call, \`BACKEND\` where the status comes from the backend's side.
* \`sent\`: may the backend have run the call? \`NEVER\` is a promise: it is safe to send the call again. \`MAYBE\` is
  the honest answer in all other cases. A call that fails before it has left the gateway says \`NEVER\`, whatever its
  row says.
* \`retry_after_ms\`: not before this many milliseconds, where it is not 0.

A status that a backend itself ends a call with passes through untouched: its code, its message, its trailers and its
\`grpc-status-details-bin\`.

## Reasons of the gateway

${markdownTable(['reason', 'status', 'origin', 'sent', 'meaning', 'what to do'], ofGateway)}

## Reasons of the client library

These calls were ended by the library without an answer of the gateway. Their origin is \`CLIENT\`. \`STATE\` is
\`NEVER\` where the request still waited in the client's queue, and \`MAYBE\` where it had been written.

${markdownTable(['reason', 'status', 'sent', 'meaning', 'what to do'], ofClient)}

## Why a connection ends

The codes of \`GoAway\`. A client comes back by itself after a 44xx, with a jittered pause, and not after a 45xx.

${markdownTable(['code', 'come back', 'meaning', 'what to do'], closes)}
`;
}
