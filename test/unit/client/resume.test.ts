import { describe, expect, it } from 'vitest';
import { CallError, type CallOptions } from '../../../src/client/index.ts';
import type { Welcome } from '../../../src/wire/index.ts';
import { startClient } from './start-client.ts';

const METHOD = 'shop.v1.OrderService/PlaceOrder';
const WINDOW_MS = 5000;
const SESSION = { sessionId: 'the-session', resumeToken: 'token-1', resumeWindowMs: WINDOW_MS };

async function start(welcome: Partial<Welcome> = {}) {
  const made = await startClient({ reconnect: { minDelayMs: 10, maxDelayMs: 10 } }, { ...SESSION, ...welcome });
  /** The client's next connection, with its Hello. */
  const comeBack = async (attempt = 1) => {
    const next = made.gateway.nextConnection();
    await lost(made, attempt);
    made.timers.advance(10);
    const connection = await next;
    return { connection, hello: (await connection.next('hello')).body };
  };
  return { ...made, comeBack };
}

/** Waits until the connection is lost, for the so-many-th time in a row. */
function lost({ client }: Pick<Awaited<ReturnType<typeof startClient>>, 'client'>, attempt = 1): Promise<void> {
  const isLost = () => client.state.kind === 'connecting' && client.state.attempt === attempt;
  if (isLost()) return Promise.resolve();
  return new Promise((resolve) => {
    const stop = client.onStateChange(() => {
      if (!isLost()) return;
      stop();
      resolve();
    });
  });
}

async function failureOf(call: Promise<unknown>): Promise<CallError> {
  const error = await call.catch((cause: unknown) => cause);
  if (error instanceof CallError) return error;
  throw new Error('no CallError');
}

describe('a client that lost its connection', () => {
  it('comes back to its session, and sends again what has no answer, under the old seqs', async () => {
    const { client, connection, comeBack } = await start();
    const calls = [1, 2, 3].map((id) => client.call(METHOD, { id }));
    for (const _ of calls) await connection.next('request');
    connection.respond(2, { payload: '2' });
    expect(await calls[1]).toBe(2);
    connection.destroy();
    const next = await comeBack();
    expect(next.hello.resume).toEqual({
      sessionId: 'the-session',
      resumeToken: 'token-1',
      lastOffset: 0,
      lastSeq: 3,
      attempt: 1,
    });
    next.connection.welcome({ ...SESSION, resumed: true });
    for (const seq of [1, 3]) {
      const { seq: sent, body } = await next.connection.next('request');
      expect([sent, JSON.parse(Buffer.from(body.payload).toString())]).toEqual([seq, { id: seq }]);
      next.connection.respond(sent, { payload: String(sent) });
    }
    expect([await calls[0], await calls[2], client.session.resumed]).toEqual([1, 3, true]);
    const later = client.call(METHOD, {});
    expect((await next.connection.next('request')).seq).toBe(4);
    next.connection.respond(4, { payload: '4' });
    expect(await later).toBe(4);
  });

  it('holds new calls until it is back, behind those that are sent again', async () => {
    const { client, connection, comeBack } = await start();
    const first = client.call(METHOD, {});
    await connection.next('request');
    connection.destroy();
    const next = await comeBack();
    const second = client.call(METHOD, {});
    next.connection.welcome({ ...SESSION, resumed: true });
    expect([(await next.connection.next('request')).seq, (await next.connection.next('request')).seq]).toEqual([1, 2]);
    next.connection.respond(1, { payload: '1' });
    next.connection.respond(2, { payload: '2' });
    expect(await Promise.all([first, second])).toEqual([1, 2]);
  });

  it('asks for what is left of a call’s time', async () => {
    const { client, connection, timers, comeBack } = await start();
    const call = client.call(METHOD, {}, { timeoutMs: 1000 });
    await connection.next('request');
    timers.advance(400);
    connection.destroy();
    const next = await comeBack();
    next.connection.welcome({ ...SESSION, resumed: true });
    expect((await next.connection.next('request')).body.timeoutMs).toBe(590);
    next.connection.respond(1, { payload: '1' });
    await call;
  });

  it('tries again with the same session where the connection breaks before the Welcome', async () => {
    const { client, connection, comeBack } = await start();
    const call = client.call(METHOD, {});
    await connection.next('request');
    connection.destroy();
    (await comeBack()).connection.destroy();
    const next = await comeBack(2);
    expect(next.hello.resume?.sessionId).toBe('the-session');
    next.connection.welcome({ ...SESSION, resumed: true });
    await next.connection.next('request');
    next.connection.respond(1, { payload: '1' });
    expect(await call).toBe(1);
  });

  it('has a call given up that nobody waits for any more', async () => {
    const { client, connection, timers, comeBack } = await start();
    const call = failureOf(client.call(METHOD, {}, { timeoutMs: 100 }));
    await connection.next('request');
    connection.destroy();
    await lost({ client });
    timers.advance(5);
    const next = await comeBack();
    timers.advance(100);
    expect(await call).toMatchObject({ reason: 'DEADLINE_EXCEEDED', sent: 'MAYBE' });
    next.connection.welcome({ ...SESSION, resumed: true });
    expect((await next.connection.next('cancel')).seq).toBe(1);
  });

  it.each<[string, CallOptions, number]>([
    ['fails what may have run', {}, 0],
    ['makes again what is declared idempotent', { idempotent: true }, 1],
  ])('%s where its session is gone', async (_, options, again) => {
    const { client, connection, comeBack } = await start();
    const call = client.call(METHOD, {}, options).catch((error: unknown) => error);
    await connection.next('request');
    connection.destroy();
    const next = await comeBack();
    next.connection.welcome({ ...SESSION, sessionId: 'another', resumed: false });
    if (again === 0) {
      expect(await call).toMatchObject({ reason: 'CONNECTION_LOST', sent: 'MAYBE' });
      return;
    }
    const request = await next.connection.next('request');
    expect([request.seq, request.body.idempotent]).toEqual([1, true]);
    next.connection.respond(1, { payload: '1' });
    expect(await call).toBe(1);
  });

  it('fails its calls when the window has passed without a connection', async () => {
    const { client, connection, timers } = await start();
    const call = failureOf(client.call(METHOD, {}));
    await connection.next('request');
    connection.destroy();
    await lost({ client });
    timers.advance(WINDOW_MS);
    expect(await call).toMatchObject({ reason: 'CONNECTION_LOST', sent: 'MAYBE' });
  });

  it('fails its calls when it is closed', async () => {
    const { client, connection } = await start();
    const call = failureOf(client.call(METHOD, {}));
    await connection.next('request');
    connection.destroy();
    await lost({ client });
    await client.close();
    expect(await call).toMatchObject({ reason: 'CLIENT_CLOSED' });
  });

  it('fails streams at once: what flowed cannot be taken up again', async () => {
    const { client, connection } = await start();
    const stream = client.openStream(METHOD, { messages: [] });
    await connection.next('request');
    connection.destroy();
    expect(await failureOf(stream.response)).toMatchObject({ reason: 'CONNECTION_LOST' });
  });

  it('moves with its session where the gateway drains and nothing is open', async () => {
    const { client, connection, comeBack } = await start();
    connection.goAway(4400);
    const next = await comeBack();
    expect(next.hello.resume).toMatchObject({ sessionId: 'the-session' });
    next.connection.welcome({ ...SESSION, resumed: true });
    const call = client.call(METHOD, {});
    await next.connection.next('request');
    next.connection.respond(1, { payload: '1' });
    expect(await call).toBe(1);
  });

  it('logs in anew where the credential has expired', async () => {
    const { connection, comeBack } = await start();
    connection.goAway(4404);
    const next = await comeBack();
    expect(next.hello.resume).toBeNull();
    next.connection.welcome(SESSION);
  });
});
