import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BAD_DESCRIPTORS } from '../support/bad-backend.ts';
import { ECHO_DESCRIPTORS } from '../support/echo-messages.ts';
import { badCall, echoCall, FaultGround } from '../support/fault-ground.ts';
import type { RawClient } from '../support/raw-client.ts';

const CALLS = [
  ...['Good', 'NeverAnswers', 'RefusedStream', 'ResetAfterHeaders', 'ResetMidData', 'ResetAfterData', 'TwoAnswers'],
  ...[
    'EndWithoutTrailers',
    'TruncatedMessage',
    'NoStatus',
    'StatusAbc',
    'HtmlPage',
    'NoAnswerButOk',
    'DropsConnection',
  ],
].map((method) => badCall(method));
const ECHOES = [
  echoCall({ body: Buffer.from('hello') }),
  echoCall({ delayMs: 50 }),
  echoCall({ status: 9 }),
  echoCall({ count: 20, size: 1000 }, 'ServerStream'),
  { ...echoCall({}, 'ClientStream'), payload: new Uint8Array(0) },
  { ...echoCall({}, 'BidiStream'), payload: new Uint8Array(0) },
];
const REQUESTS = [...CALLS, ...ECHOES];
const TIMEOUT_MS = 400;
const CLIENTS = 8;

const happening = fc.record({
  kind: fc.constantFrom(
    ...(['call', 'call', 'call', 'call', 'call', 'call', 'cancel', 'cancel', 'message', 'halfClose'] as const),
    ...(['leave', 'swap', 'breathe'] as const),
  ),
  client: fc.nat({ max: CLIENTS - 1 }),
  which: fc.nat({ max: REQUESTS.length - 1 }),
});

/** A client, and how many calls it has made. */
interface Caller {
  readonly client: RawClient;
  lastSeq: number;
}

describe.each(['native', 'grpc-js'])('a gateway with the %s engine', (engine) => {
  let ground: FaultGround;
  beforeAll(async () => {
    ground = await FaultGround.open([], { TRUNKLINE_UPSTREAM_ENGINE: engine });
  });
  afterAll(() => ground[Symbol.asyncDispose]());

  /** Registers the bad backend, or the good one, at one endpoint or at two of which one is nobody's. */
  async function swap(which: number): Promise<void> {
    const gone = '127.0.0.1:9';
    if (which % 2 === 0)
      await ground.register('bad', BAD_DESCRIPTORS, ...(which % 3 === 0 ? [gone] : []), ground.bad.address);
    else await ground.register('echo', ECHO_DESCRIPTORS, ground.echo.address, ...(which % 3 === 0 ? [gone] : []));
  }

  async function happen(callers: Caller[], at: number, kind: string, which: number): Promise<void> {
    const caller = callers[at];
    if (caller === undefined) throw new Error(`no client ${at}`);
    const { client, lastSeq } = caller;
    const seq = 1 + (which % Math.max(1, lastSeq));
    if (kind === 'call') client.request(++caller.lastSeq, { ...REQUESTS[which], timeoutMs: TIMEOUT_MS });
    else if (kind === 'cancel') client.send({ kind: 'cancel', seq });
    else if (kind === 'message')
      client.send({ kind: 'message', seq, body: { metadata: [], payload: new Uint8Array(0) } });
    else if (kind === 'halfClose') client.send({ kind: 'halfClose', seq });
    else if (kind === 'swap') await swap(which);
    else if (kind === 'breathe') await ground.metric('trunkline_calls_in_flight');
    else {
      client.destroy();
      callers[at] = { client: await ground.login(), lastSeq: 0 };
    }
  }

  it('answers each call once whatever its backends and clients do, and has nothing in flight after it', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(happening, { minLength: 200, maxLength: 300, size: 'max' }), async (events) => {
        await ground.survives(async () => {
          const logins = Array.from({ length: CLIENTS }, () => ground.login());
          const callers = (await Promise.all(logins)).map((client): Caller => ({ client, lastSeq: 0 }));
          for (const { kind, client, which } of events) await happen(callers, client, kind, which);
          for (const { client, lastSeq } of callers) {
            for (let seq = 1; seq <= lastSeq; seq++) await client.response(seq);
            expect(client.frames.filter(({ kind }) => kind === 'response')).toEqual([]);
            client.destroy();
          }
        });
      }),
      { numRuns: 1, endOnFailure: true },
    );
  });
});
