import { describe, expect, it } from 'vitest';
import { failedEnd, STATUS } from '../../../src/status/index.ts';
import { AHEAD_BYTES } from '../../../src/wire/index.ts';
import { CallWorld } from '../../support/call-world.ts';

const IDLE_MS = 60_000;
const X = Buffer.from('x');
const INITIAL_CREDIT = 32;

function openStream(method: 'ServerStream' | 'ClientStream' | 'BidiStream', request: object = {}) {
  const world = new CallWorld({ limits: { streamIdleTimeoutMs: IDLE_MS }, session: { streamPauseBytes: 1000 } });
  const { client, session } = world.login();
  const restingTimers = world.wheel.size;
  client.request(1, { method, ...request });
  const ended = () => {
    const backend = world.backends.find('echo');
    const timers = world.wheel.size - restingTimers;
    return [world.tally.inFlight, session.calls.size, session.streams.size, backend?.inFlight, timers];
  };
  return { world, client, session, backend: world.engine.last, ended };
}

/** What a stream leaves behind: nothing in flight, in the ledger, among the streams, at the backend, in the wheel. */
const NOTHING = [0, 0, 0, 0, 0];

describe('a server streaming call', () => {
  it('sends its request at once, and passes each message on, the backend’s metadata with the first', () => {
    const { client, backend, ended } = openStream('ServerStream', { payload: X });
    expect([backend.sent.length, backend.halfClosed, backend.credit]).toEqual([1, true, INITIAL_CREDIT]);
    backend.headers([{ key: 'x-first', value: '1' }]);
    backend.message(X);
    backend.message(X);
    expect(client.frames('message', 1).map(({ body }) => body.metadata)).toEqual([
      [{ key: 'x-first', value: '1' }],
      [],
    ]);
    backend.end();
    expect(client.responses(1)).toMatchObject([{ status: STATUS.OK, metadata: [] }]);
    expect(client.responses(1)[0]?.payload).toHaveLength(0);
    expect(ended()).toEqual(NOTHING);
  });

  it('without a message gives the backend’s metadata with its end', () => {
    const { client, backend } = openStream('ServerStream');
    backend.headers([{ key: 'x-first', value: '1' }]);
    backend.end();
    expect(client.responses(1)).toMatchObject([{ status: STATUS.OK, metadata: [{ key: 'x-first', value: '1' }] }]);
  });

  it('asks the backend for no more messages than its client takes, and goes on when it takes more', () => {
    const { client, backend } = openStream('ServerStream');
    for (let count = 0; count < INITIAL_CREDIT; count++) backend.message(X);
    expect(backend.credit).toBe(0);
    client.credit(1, 20);
    expect(backend.credit).toBe(20);
  });

  it('pauses with the message that fills its client’s connection, and goes on once it has room', () => {
    const { client, backend } = openStream('ServerStream');
    client.transport.bufferedBytes = 2000;
    backend.message(X);
    client.credit(1, 50);
    expect(backend.credit).toBe(0);
    client.transport.bufferedBytes = 0;
    client.connection.drained();
    expect(backend.credit).toBe(INITIAL_CREDIT - 1 + 50);
  });

  it('passes a message on that was on its way when it paused', () => {
    const { client, backend } = openStream('ServerStream');
    client.transport.bufferedBytes = 2000;
    backend.message(X);
    backend.late(X);
    expect(client.frames('message', 1)).toHaveLength(2);
    client.transport.bufferedBytes = 0;
    client.connection.drained();
    expect(backend.credit).toBe(INITIAL_CREDIT - 2);
  });

  it('delivers what came before a failure, and then the failure', () => {
    const { client, backend, ended } = openStream('ServerStream');
    backend.message(X);
    backend.fail('CONNECTION_LOST');
    expect(client.transport.kinds().slice(-2)).toEqual(['message', 'response']);
    expect(client.responses(1)).toMatchObject([{ status: STATUS.UNAVAILABLE, failure: { reason: 'CONNECTION_LOST' } }]);
    expect(ended()).toEqual(NOTHING);
  });

  it('ends with INVALID_ARGUMENT when its client sends a message: its Request carried the only one', () => {
    const { client, backend, ended } = openStream('ServerStream');
    client.message(1);
    expect(client.responses(1)).toMatchObject([{ status: STATUS.INVALID_ARGUMENT, failure: { reason: 'BAD_FRAME' } }]);
    expect(backend.state).toBe('cancelled');
    expect(ended()).toEqual(NOTHING);
  });
});

describe('a client streaming call', () => {
  it('passes each message on as it comes, and answers once', () => {
    const { client, backend, ended } = openStream('ClientStream');
    client.message(1, X);
    client.message(1, X);
    expect([backend.sent.length, backend.halfClosed]).toEqual([2, false]);
    client.halfClose(1);
    client.halfClose(1);
    expect(backend.halfClosed).toBe(true);
    backend.answer(Buffer.from('sum'));
    expect(client.frames('message')).toEqual([]);
    expect(Buffer.from(client.responses(1)[0]?.payload ?? []).toString()).toBe('sum');
    expect(ended()).toEqual(NOTHING);
  });

  it('takes the first of many answers, drops the others, and sees the end behind them', () => {
    const { world, client, backend } = openStream('ClientStream');
    backend.message(Buffer.from('first'));
    for (let count = 0; count < 99; count++) backend.message(Buffer.from('another'));
    backend.end();
    expect(Buffer.from(client.responses(1)[0]?.payload ?? []).toString()).toBe('first');
    expect(world.tally.answersDropped).toBe(99);
  });

  it('ends with INTERNAL where the backend ends with OK, but sent no message', () => {
    const { client, backend, ended } = openStream('ClientStream');
    backend.end();
    expect(client.responses(1)).toMatchObject([{ status: STATUS.INTERNAL, failure: { reason: 'BAD_RESPONSE' } }]);
    expect(ended()).toEqual(NOTHING);
  });

  it('gives credit back in batches as the backend takes messages', () => {
    const { client } = openStream('ClientStream');
    for (let count = 0; count < 15; count++) client.message(1, X);
    expect(client.frames('credit')).toEqual([]);
    client.message(1, X);
    expect(client.frames('credit', 1).map(({ body }) => body.messages)).toEqual([16]);
  });

  it('gives credit back at once for a quarter of the bytes that a client may be ahead', () => {
    const { client } = openStream('ClientStream');
    client.message(1, Buffer.alloc(AHEAD_BYTES / 4 - 1));
    expect(client.frames('credit')).toEqual([]);
    client.message(1, X);
    expect(client.frames('credit', 1).map(({ body }) => body.messages)).toEqual([2]);
    client.message(1, Buffer.alloc(AHEAD_BYTES / 4));
    expect(client.frames('credit', 1).map(({ body }) => body.messages)).toEqual([2, 1]);
  });

  it('gives no credit while the backend is busy, and what it withheld once it is not', () => {
    const { client, backend } = openStream('ClientStream');
    backend.busy = true;
    for (let count = 0; count < INITIAL_CREDIT; count++) client.message(1, X);
    expect(client.frames('credit')).toEqual([]);
    backend.drain();
    expect(client.frames('credit', 1).map(({ body }) => body.messages)).toEqual([INITIAL_CREDIT]);
  });

  it('is not read from while its backend has too much to take, whoever keeps it from taking it', () => {
    const { world, client, backend } = openStream('ClientStream');
    backend.busy = true;
    client.message(1, Buffer.alloc(2 ** 20));
    expect(client.transport.paused).toBe(false);
    client.message(1, X);
    expect(client.transport.paused).toBe(true);
    backend.drain();
    expect(client.transport.paused).toBe(false);
    backend.busy = true;
    client.message(1, Buffer.alloc(2 ** 20 + 1));
    expect(client.transport.paused).toBe(true);
    world.clock.advance(IDLE_MS + 100);
    expect(client.responses(1)).toMatchObject([{ failure: { reason: 'STREAM_IDLE' } }]);
    expect(client.transport.paused).toBe(false);
  });

  it('ends with RESOURCE_EXHAUSTED beyond its credit, and the second time the connection ends with 4504', () => {
    const { world, client, backend, ended } = openStream('ClientStream');
    backend.busy = true;
    for (let count = 0; count <= INITIAL_CREDIT; count++) client.message(1, X);
    expect(client.responses(1)).toMatchObject([
      { status: STATUS.RESOURCE_EXHAUSTED, failure: { reason: 'BEYOND_CREDIT', sent: 'MAYBE' } },
    ]);
    expect(backend.state).toBe('cancelled');
    expect(ended()).toEqual(NOTHING);
    client.request(2, { method: 'ClientStream' });
    world.engine.last.busy = true;
    for (let count = 0; count <= INITIAL_CREDIT; count++) client.message(2, X);
    expect(client.frames('goAway')).toMatchObject([{ body: { code: 4504 } }]);
    expect(world.tally.inFlight).toBe(0);
  });

  it('ends with INVALID_ARGUMENT when a message comes after its half-close', () => {
    const { client, backend, ended } = openStream('ClientStream');
    client.halfClose(1);
    client.message(1, X);
    expect(client.responses(1)).toMatchObject([{ status: STATUS.INVALID_ARGUMENT, failure: { reason: 'BAD_FRAME' } }]);
    expect(backend.state).toBe('cancelled');
    expect(ended()).toEqual(NOTHING);
  });

  it('may be ended by its backend before its client has said all', () => {
    const { client, backend, ended } = openStream('ClientStream');
    client.message(1, X);
    backend.end(failedEnd('BACKEND_STATUS', 'enough', { code: STATUS.OUT_OF_RANGE }));
    client.message(1, X);
    client.halfClose(1);
    expect(client.responses(1)).toMatchObject([{ status: STATUS.OUT_OF_RANGE, message: 'enough' }]);
    expect(ended()).toEqual(NOTHING);
  });
});

describe('a bidirectional call', () => {
  it('carries messages both ways until both have said all', () => {
    const { client, backend, ended } = openStream('BidiStream');
    client.message(1, X);
    backend.message(X);
    client.halfClose(1);
    backend.message(X);
    backend.end();
    expect([backend.sent.length, client.frames('message', 1).length]).toEqual([1, 2]);
    expect(client.responses(1)).toMatchObject([{ status: STATUS.OK }]);
    expect(ended()).toEqual(NOTHING);
  });

  it('has no deadline unless its client sets one', () => {
    expect(openStream('BidiStream').backend.start.deadlineAtMs).toBe(Number.POSITIVE_INFINITY);
    const { world, backend } = openStream('BidiStream', { timeoutMs: 100 });
    expect(backend.start.deadlineAtMs).toBe(world.clock.nowMs() + 100);
  });

  it('ends when no message has gone either way for the idle time, and not before', () => {
    const { world, client, backend, ended } = openStream('BidiStream');
    world.clock.advance(IDLE_MS - 1000);
    backend.message(X);
    world.clock.advance(IDLE_MS - 1000);
    client.message(1, X);
    world.clock.advance(IDLE_MS - 1000);
    expect(client.responses(1)).toEqual([]);
    world.clock.advance(1100);
    expect(client.responses(1)).toMatchObject([
      { status: STATUS.DEADLINE_EXCEEDED, failure: { reason: 'STREAM_IDLE', sent: 'MAYBE' } },
    ]);
    expect(backend.state).toBe('cancelled');
    expect(ended()).toEqual(NOTHING);
  });

  it('ends with CANCELLED when its client gives it up, and nothing of the backend comes after that', () => {
    const { client, backend, ended } = openStream('BidiStream');
    client.cancel(1);
    expect(client.responses(1)).toMatchObject([{ status: STATUS.CANCELLED }]);
    backend.message(X);
    expect(client.transport.kinds().at(-1)).toBe('response');
    expect(backend.state).toBe('cancelled');
    expect(ended()).toEqual(NOTHING);
  });

  it('is given up at the backend when its session ends', () => {
    const { client, backend, ended } = openStream('BidiStream');
    client.vanish();
    expect(backend.state).toBe('cancelled');
    expect(ended().slice(0, 4)).toEqual([0, 0, 0, 0]);
  });

  it('in JSON keeps what came before its types were read, in order', async () => {
    const world = new CallWorld();
    const { client } = world.login();
    client.request(1, { method: 'BidiStream', encoding: 2 });
    for (const delay of [1, 2, 3]) client.message(1, Buffer.from(`{"delayMs": ${delay}}`));
    client.halfClose(1);
    expect(world.engine.calls).toEqual([]);
    await new Promise((resolve) => setImmediate(resolve));
    expect(world.engine.last.sent.map((bytes) => [...bytes])).toEqual([
      [16, 1],
      [16, 2],
      [16, 3],
    ]);
    expect(world.engine.last.halfClosed).toBe(true);
  });

  it('in JSON ends with INVALID_ARGUMENT at the first message that does not fit', async () => {
    const world = new CallWorld();
    const { client, session } = world.login();
    client.request(1, { method: 'BidiStream', encoding: 2 });
    for (const text of ['{}', '{"delayMs": "soon"}', '{}']) client.message(1, Buffer.from(text));
    await new Promise((resolve) => setImmediate(resolve));
    expect(client.responses(1)).toMatchObject([{ status: STATUS.INVALID_ARGUMENT, failure: { reason: 'BAD_JSON' } }]);
    expect(world.engine.last.state).toBe('cancelled');
    expect([world.tally.inFlight, session.streams.size]).toEqual([0, 0]);
  });
});
