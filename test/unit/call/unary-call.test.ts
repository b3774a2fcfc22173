import { describe, expect, it } from 'vitest';
import { failedEnd, STATUS } from '../../../src/status/index.ts';
import { CallWorld, MAX_TIMEOUT_MS, TIMEOUT_MS } from '../../support/call-world.ts';
import { decodeEchoRequest, encodeEchoResponse } from '../../support/echo-messages.ts';

const JSON_ENCODING = 2;
const HELLO = Buffer.from('hello');

function openCall(request: object = {}) {
  const world = new CallWorld();
  const { client, session } = world.login();
  const restingTimers = world.wheel.size;
  client.request(1, { payload: HELLO, ...request });
  const ended = () => {
    const backend = world.backends.find('echo');
    return [world.tally.inFlight, session.calls.size, backend?.inFlight, world.wheel.size - restingTimers];
  };
  return { world, client, session, backend: world.engine.last, ended };
}

/** What a call leaves behind: nothing in flight, nothing in the ledger, no timer. */
const NOTHING = [0, 0, 0, 0];

describe('a unary call', () => {
  it('passes the request on as it is, and closes the backend’s side at once', () => {
    const { backend } = openCall({ metadata: [{ key: 'x-shop', value: 'harbour' }] });
    expect(backend.start).toMatchObject({
      path: '/trunkline.test.v1.EchoService/Unary',
      metadata: [{ key: 'x-shop', value: 'harbour' }],
    });
    expect(backend.sent.map((bytes) => Buffer.from(bytes))).toEqual([HELLO]);
    expect(backend.halfClosed).toBe(true);
  });

  it('ends with the backend’s answer, its metadata and its trailers', () => {
    const { client, backend, ended } = openCall();
    backend.headers([{ key: 'x-first', value: '1' }]);
    backend.message(Buffer.from('answer'));
    expect(client.responses(1)).toEqual([]);
    backend.end({
      ...failedEnd('BACKEND_STATUS', ''),
      code: 0,
      failure: null,
      trailers: [{ key: 'x-last', value: '2' }],
    });
    expect(client.responses(1)).toMatchObject([
      {
        status: STATUS.OK,
        metadata: [{ key: 'x-first', value: '1' }],
        trailers: [{ key: 'x-last', value: '2' }],
        failure: null,
      },
    ]);
    expect(Buffer.from(client.responses(1)[0]?.payload ?? []).toString()).toBe('answer');
    expect(ended()).toEqual(NOTHING);
  });

  it('ends with the backend’s status, and drops the message that came before it', () => {
    const { client, backend, ended } = openCall();
    backend.message(Buffer.from('half'));
    backend.end(failedEnd('BACKEND_STATUS', 'no such order', { code: STATUS.NOT_FOUND }));
    expect(client.responses(1)).toMatchObject([
      { status: STATUS.NOT_FOUND, message: 'no such order', failure: { origin: 'BACKEND', sent: 'MAYBE' } },
    ]);
    expect(client.responses(1)[0]?.payload).toHaveLength(0);
    expect(ended()).toEqual(NOTHING);
  });

  it('ends with INTERNAL where the backend ends with OK, but sent no message', () => {
    const { client, backend, ended } = openCall();
    backend.end();
    expect(client.responses(1)).toMatchObject([
      { status: STATUS.INTERNAL, failure: { reason: 'BAD_RESPONSE', origin: 'BACKEND' } },
    ]);
    expect(ended()).toEqual(NOTHING);
  });

  it('takes the first of two answers, and counts the second as dropped', () => {
    const { world, client, backend } = openCall();
    backend.message(Buffer.from('first'));
    backend.message(Buffer.from('second'));
    backend.end();
    expect(Buffer.from(client.responses(1)[0]?.payload ?? []).toString()).toBe('first');
    expect(client.responses(1)).toHaveLength(1);
    expect(world.tally.answersDropped).toBe(1);
  });

  it('takes the first of many answers, drops the others, and sees the end behind them', () => {
    const { world, client, backend } = openCall();
    for (let count = 0; count < 100; count++) backend.message(Buffer.from(`answer ${count}`));
    backend.end();
    expect(Buffer.from(client.responses(1)[0]?.payload ?? []).toString()).toBe('answer 0');
    expect(world.tally.answersDropped).toBe(99);
  });

  it('ends at the deadline that its engine keeps, with what the engine knows, and drops what comes later', () => {
    const { client, backend, ended } = openCall({ timeoutMs: 1000 });
    backend.end(failedEnd('DEADLINE_EXCEEDED', 'it waited for a stream', { sent: 'NEVER' }));
    expect(client.responses(1)).toMatchObject([
      { status: STATUS.DEADLINE_EXCEEDED, failure: { reason: 'DEADLINE_EXCEEDED', origin: 'GATEWAY', sent: 'NEVER' } },
    ]);
    backend.endAgain();
    expect(client.responses(1)).toHaveLength(1);
    expect(ended()).toEqual(NOTHING);
  });

  it.each([
    [0, TIMEOUT_MS],
    [1234, 1234],
    [MAX_TIMEOUT_MS + 1, MAX_TIMEOUT_MS],
  ])('with a timeout_ms of %d has a deadline in %d ms', (timeoutMs, expectedMs) => {
    const { world, backend } = openCall({ timeoutMs });
    expect(backend.start.deadlineAtMs - world.clock.nowMs()).toBe(expectedMs);
  });

  it('ends with CANCELLED when its client gives it up, once, and the backend is told to stop', () => {
    const { client, backend, ended } = openCall();
    client.cancel(1);
    client.cancel(1);
    expect(client.responses(1)).toMatchObject([
      { status: STATUS.CANCELLED, failure: { reason: 'CANCELLED', origin: 'GATEWAY', sent: 'MAYBE' } },
    ]);
    expect(backend.state).toBe('cancelled');
    expect(ended()).toEqual(NOTHING);
  });

  it('is given up at the backend when its session ends, and nobody is answered', () => {
    const { client, backend, ended, session } = openCall();
    client.vanish();
    expect(session.state.kind).toBe('closed');
    expect(backend.state).toBe('cancelled');
    expect(client.responses(1)).toEqual([]);
    expect(ended().slice(0, 3)).toEqual([0, 0, 0]);
  });

  it('ends with INVALID_ARGUMENT when a Message comes for it, since its Request carried the only one', () => {
    const { client, backend, ended } = openCall();
    client.message(1);
    expect(client.responses(1)).toMatchObject([{ status: STATUS.INVALID_ARGUMENT, failure: { reason: 'BAD_FRAME' } }]);
    expect(backend.state).toBe('cancelled');
    expect(ended()).toEqual(NOTHING);
  });

  it('is not moved by a half-close or by credit', () => {
    const { client, backend } = openCall();
    client.halfClose(1);
    client.credit(1, 5);
    backend.answer(Buffer.from('x'));
    expect(client.responses(1)).toMatchObject([{ status: STATUS.OK }]);
  });

  it('ends with UNIMPLEMENTED when a frame of a later version comes for it', () => {
    const { client, backend, ended } = openCall();
    client.connection.received(Uint8Array.of(2, 8, 1));
    expect(client.responses(1)).toMatchObject([{ status: STATUS.UNIMPLEMENTED, failure: { reason: 'UNKNOWN_BODY' } }]);
    expect(backend.state).toBe('cancelled');
    expect(ended()).toEqual(NOTHING);
  });

  it('is counted under its method, by the code that it ended with', () => {
    const { world, client, backend } = openCall();
    backend.answer(HELLO);
    client.request(2);
    client.cancel(2);
    const tally = [...world.tally.entries()].find(({ method }) => method === 'Unary');
    expect([tally?.ended, tally?.endedByCode[STATUS.OK], tally?.endedByCode[STATUS.CANCELLED]]).toEqual([2, 1, 1]);
    expect(world.tally.failedByReason).toEqual(new Map([['CANCELLED', 1]]));
  });
});

describe('a unary call in JSON', () => {
  const settle = () => new Promise((resolve) => setImmediate(resolve));
  const inJson = (text: string) => ({ encoding: JSON_ENCODING, payload: Buffer.from(text) });

  it('is transcoded both ways', async () => {
    const world = new CallWorld();
    const { client } = world.login();
    client.request(1, inJson('{"body": "aGk=", "delayMs": 7}'));
    await settle();
    const [sent] = world.engine.last.sent;
    expect(decodeEchoRequest(sent ?? new Uint8Array(0))).toMatchObject({ delayMs: 7 });
    world.engine.last.answer(encodeEchoResponse({ index: 3 }));
    expect(JSON.parse(Buffer.from(client.responses(1)[0]?.payload ?? []).toString())).toEqual({ index: 3 });
  });

  it('ends at its deadline while its descriptors are being loaded, and no backend hears of it', async () => {
    const loaded: (() => void)[] = [];
    const world = new CallWorld({
      descriptors: () => new Promise((_, reject) => loaded.push(() => reject(new Error('too late')))),
    });
    const { client, session } = world.login();
    client.request(1, { ...inJson('{}'), timeoutMs: 1000 });
    world.clock.advance(950);
    expect(client.responses(1)).toEqual([]);
    world.clock.advance(100);
    expect(client.responses(1)).toMatchObject([
      { status: STATUS.DEADLINE_EXCEEDED, failure: { reason: 'DEADLINE_EXCEEDED', sent: 'NEVER' } },
    ]);
    for (const tell of loaded) tell();
    await settle();
    expect(client.responses(1)).toHaveLength(1);
    expect(world.engine.calls).toEqual([]);
    expect([world.tally.inFlight, session.calls.size]).toEqual([0, 0]);
  });

  it('with JSON that does not fit is refused, and no backend hears of it', async () => {
    const world = new CallWorld();
    const { client, session } = world.login();
    client.request(1, inJson('{"delayMs": "soon"}'));
    await settle();
    expect(client.responses(1)).toMatchObject([
      { status: STATUS.INVALID_ARGUMENT, failure: { reason: 'BAD_JSON', sent: 'NEVER' } },
    ]);
    expect(world.engine.calls).toEqual([]);
    expect([world.tally.inFlight, session.calls.size]).toEqual([0, 0]);
  });

  it('that the backend answers with bytes that are no such message ends with INTERNAL', async () => {
    const world = new CallWorld();
    const { client } = world.login();
    client.request(1, inJson('{}'));
    await settle();
    world.engine.last.answer(Uint8Array.of(0x0a, 0xff));
    expect(client.responses(1)).toMatchObject([{ status: STATUS.INTERNAL, failure: { reason: 'BAD_RESPONSE' } }]);
  });

  it('that is cancelled while its types are read was never sent, and is not sent then', async () => {
    const world = new CallWorld();
    const { client, session } = world.login();
    client.request(1, inJson('{}'));
    client.cancel(1);
    await settle();
    expect(client.responses(1)).toMatchObject([{ status: STATUS.CANCELLED, failure: { sent: 'NEVER' } }]);
    expect(world.engine.calls).toEqual([]);
    expect([world.tally.inFlight, session.calls.size]).toEqual([0, 0]);
  });

  it('whose session ends while its types are read is forgotten', async () => {
    const world = new CallWorld();
    const { client } = world.login();
    client.request(1, inJson('{}'));
    client.vanish();
    await settle();
    expect(world.engine.calls).toEqual([]);
    expect(world.tally.inFlight).toBe(0);
  });

  it('whose types cannot be read ends with INTERNAL; the log has the cause, and the client has not', async () => {
    const world = new CallWorld({ descriptors: () => Promise.reject(new Error('disk on fire')) });
    const { client, session } = world.login();
    client.request(1, inJson('{}'));
    await settle();
    expect(client.responses(1)).toMatchObject([
      { status: STATUS.INTERNAL, message: 'internal fault', failure: { reason: 'INTERNAL', sent: 'NEVER' } },
    ]);
    expect(world.log.join()).toContain('disk on fire');
    expect([world.tally.inFlight, session.calls.size]).toEqual([0, 0]);
  });

  it('that meets a fault of ours once its types are read ends with INTERNAL, and the process lives', async () => {
    const world = new CallWorld({
      invoker: {
        invoke() {
          throw new Error('a bug');
        },
      },
    });
    const { client, session } = world.login();
    client.request(1, inJson('{}'));
    await settle();
    expect(client.responses(1)).toMatchObject([{ status: STATUS.INTERNAL, failure: { reason: 'INTERNAL' } }]);
    expect(world.log.join()).toContain('a bug');
    expect([world.tally.inFlight, session.calls.size]).toEqual([0, 0]);
  });
});
