import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { encodeFrame, type Frame, findCloseCode } from '../../src/wire/index.ts';
import { badCall, echoCall, FaultGround } from '../support/fault-ground.ts';
import type { RawClient } from '../support/raw-client.ts';
import { waitFor } from '../support/wait-for.ts';

const STREAMS = 2000;
const AT_ONCE = 200;
/** Streams whose HalfClose was lost to a mutation end with it. */
const STREAM_IDLE_TIMEOUT_MS = 300;
const MAX_SEQ = 6;
const NO_BYTES = new Uint8Array(0);
const HELLO = { protocol: 1, token: '', resume: null, client: 'mutant/1', heartbeatMs: 0, topics: [] };

function request(seq: number, call: Partial<Extract<Frame, { kind: 'request' }>['body']>): Frame {
  const body = {
    service: '',
    method: '',
    timeoutMs: 0,
    metadata: [],
    encoding: 0,
    idempotent: false,
    payload: NO_BYTES,
    ...call,
  };
  return { kind: 'request', seq, body };
}

const seq = fc.nat({ max: MAX_SEQ });
const noBody = fc.constantFrom('ping', 'pong', 'halfClose', 'cancel');
const frame: fc.Arbitrary<Frame> = fc.oneof(
  fc.constant<Frame>({ kind: 'hello', seq: 0, body: HELLO }),
  { weight: 4, arbitrary: seq.map((at) => request(at, badCall('Good'))) },
  { weight: 2, arbitrary: seq.map((at) => request(at, echoCall({ count: 3, size: 100 }, 'ServerStream'))) },
  { weight: 2, arbitrary: seq.map((at) => request(at, { ...echoCall({}, 'BidiStream'), payload: NO_BYTES })) },
  fc.record({ kind: noBody, seq }),
  seq.map((at): Frame => ({ kind: 'message', seq: at, body: { metadata: [], payload: NO_BYTES } })),
  fc
    .tuple(seq, fc.nat({ max: 2 ** 32 - 1 }))
    .map(([at, messages]): Frame => ({ kind: 'credit', seq: at, body: { messages } })),
  seq.map((at): Frame => ({ kind: 'notifyReply', seq: at, body: { status: 0, message: '', payload: NO_BYTES } })),
);

const mutation = fc.record({
  kind: fc.constantFrom('flip', 'insert', 'remove', 'repeat', 'truncate'),
  /** Where, as a part of the whole. */
  at: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
  byte: fc.integer({ min: 1, max: 255 }),
});

/** What one peer sends: frames that were right, mutated, and cut where no frame ends. */
const stream = fc
  .record({
    greets: fc.boolean(),
    frames: fc.array(frame, { maxLength: 12 }),
    mutations: fc.array(mutation, { maxLength: 3 }),
    cuts: fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 4 }),
  })
  .map(({ greets, frames, mutations, cuts }) => {
    const hello = greets ? [encodeFrame({ kind: 'hello', seq: 0, body: HELLO })] : [];
    let bytes: Uint8Array = Buffer.concat(frames.map(encodeFrame));
    for (const { kind, at, byte } of mutations) bytes = mutated(bytes, kind, Math.floor(at * bytes.length), byte);
    const whole = Buffer.concat([...hello, bytes]);
    const ends = [...cuts.map((part) => Math.floor(part * whole.length)), whole.length].sort((a, b) => a - b);
    return ends.map((end, index) => whole.subarray(ends[index - 1] ?? 0, end));
  });

function mutated(bytes: Uint8Array, kind: string, at: number, byte: number): Uint8Array {
  const [before, after] = [bytes.subarray(0, at), bytes.subarray(at)];
  if (kind === 'insert') return Buffer.concat([before, Buffer.of(byte), after]);
  if (kind === 'remove') return Buffer.concat([before, after.subarray(1)]);
  if (kind === 'repeat') return Buffer.concat([before, after.subarray(0, byte), after]);
  if (kind === 'truncate') return before;
  return Buffer.concat([before, after.subarray(0, 1).map((old) => old ^ byte), after.subarray(1)]);
}

describe('a gateway that is sent mutated streams of frames', () => {
  let ground: FaultGround;
  beforeAll(async () => {
    ground = await FaultGround.open(['--call-stream-idle-timeout-ms', `${STREAM_IDLE_TIMEOUT_MS}`]);
  });
  afterAll(() => ground[Symbol.asyncDispose]());

  async function play(chunks: readonly Uint8Array[]): Promise<RawClient> {
    const client = await ground.connect();
    client.answersPings = false;
    for (const chunk of chunks) {
      client.write(chunk);
      // So that a cut is one for the gateway, too.
      await new Promise(setImmediate);
    }
    client.socket.end();
    return client;
  }

  it('ends each with a code that is documented or with its FIN, serves the honest meanwhile, and keeps nothing', async () => {
    let refused = 0;
    let welcomed = 0;
    await ground.survives(async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(stream, { minLength: AT_ONCE, maxLength: AT_ONCE, size: 'max' }), async (streams) => {
          const honest = Array.from({ length: 20 }, () => ground.controlCall(badCall('Good')));
          const clients = await Promise.all(streams.map(play));
          for (const { status } of await Promise.all(honest)) expect(status).toBe(0);
          await waitFor('the gateway has ended each', () => clients.every(({ ended, closed }) => ended || closed));
          for (const client of clients) {
            const kinds = client.frames.map(({ kind }) => kind);
            const goAways = client.frames.flatMap((sent) => (sent.kind === 'goAway' ? [sent.body] : []));
            expect(goAways.length).toBeLessThanOrEqual(1);
            expect(kinds.indexOf('goAway')).toBe(goAways.length === 0 ? -1 : kinds.length - 1);
            for (const { code, reconnect } of goAways) {
              expect(code).not.toBe(4405);
              expect(findCloseCode(code)?.reconnect).toBe(reconnect);
            }
            refused += goAways.length;
            welcomed += kinds.filter((kind) => kind === 'welcome').length;
            client.destroy();
          }
        }),
        { numRuns: STREAMS / AT_ONCE, endOnFailure: true },
      );
    });
    // The mutations reach what lies behind the login, and do not only scratch at it.
    expect(refused).toBeGreaterThan(STREAMS / 20);
    expect(welcomed).toBeGreaterThan(STREAMS / 4);
  });
});
