import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { CallError } from '../../../src/client/call-error.ts';
import type { Client } from '../../../src/client/client.ts';
import type { ClientState } from '../../../src/client/client-state.ts';
import { connect } from '../../../src/client/connect.ts';
import { LIBRARY } from '../../../src/client/connect-options.ts';
import { ConnectionError } from '../../../src/client/connection-error.ts';
import { ScriptedGateway } from '../../support/scripted-gateway.ts';
import { FakeTimers } from './fake-timers.ts';
import { startClient, startGateway } from './start-client.ts';

const METHOD = 'shop.v1.OrderService/GetOrder';

/** The next state of this kind. */
function reaches(client: Client, kind: ClientState['kind']): Promise<ClientState> {
  return new Promise((resolve) => {
    const stop = client.onStateChange((state) => {
      if (state.kind !== kind) return;
      stop();
      resolve(state);
    });
  });
}

async function errorOf(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => 'no error',
    (error: unknown) => error,
  );
}

describe('a first connection', () => {
  it('says Hello as its first frame, and knows its session afterwards', async () => {
    const gateway = await startGateway();
    const connecting = connect(gateway.url, { token: 'secret', client: 'shop/2', heartbeatMs: 5000, topics: ['teas'] });
    const connection = await gateway.nextConnection();
    expect((await connection.next('hello')).body).toEqual({
      protocol: 1,
      token: 'secret',
      resume: null,
      client: 'shop/2',
      heartbeatMs: 5000,
      topics: ['teas'],
    });
    connection.welcome({ sessionId: 'abc', gateway: 'gate/7', maxInFlight: 9, resumeWindowMs: 3 });
    const client = await connecting;
    expect(client.state.kind).toBe('connected');
    expect(client.session).toEqual({
      id: 'abc',
      resumed: false,
      gateway: 'gate/7',
      maxInFlight: 9,
      maxFrameBytes: 4 * 1024 * 1024,
      heartbeatMs: 15_000,
      resumeWindowMs: 3,
    });
    await client.close();
    expect((await connection.next('goAway')).body.code).toBe(4000);
    await connection.closed();
  });

  it('names the library where the program names nothing', async () => {
    const gateway = await startGateway();
    const connecting = connect(gateway.url);
    const connection = await gateway.nextConnection();
    expect((await connection.next('hello')).body).toMatchObject({ client: LIBRARY, token: '' });
    connection.welcome();
    await (await connecting).close();
  });

  it('rejects where nobody listens', async () => {
    const gateway = await ScriptedGateway.start();
    const { url } = gateway;
    await gateway.stop();
    const error = await errorOf(connect(url));
    expect(error).toBeInstanceOf(ConnectionError);
    expect(error).toMatchObject({ code: null, reconnect: true, message: expect.stringContaining('ECONNREFUSED') });
  });

  it.each([
    [4502, false],
    [4403, true],
  ])('rejects with the code of GoAway %d, without a second try', async (code, reconnect) => {
    const gateway = await startGateway();
    const connecting = errorOf(connect(gateway.url));
    const connection = await gateway.nextConnection();
    await connection.next('hello');
    connection.goAway(code, { retryAfterMs: 250 });
    expect(await connecting).toMatchObject({ code, reconnect, retryAfterMs: 250 });
    await connection.closed();
    expect(gateway.accepted).toBe(1);
  });

  it('rejects where no Welcome comes in time', async () => {
    const gateway = await startGateway();
    const timers = new FakeTimers();
    const connecting = errorOf(connect(gateway.url, { timers, connectTimeoutMs: 300 }));
    const connection = await gateway.nextConnection();
    await connection.next('hello');
    timers.advance(300);
    expect(await connecting).toMatchObject({ code: null, message: expect.stringContaining('no Welcome') });
    await connection.closed();
    expect(timers.armed).toBe(0);
  });

  it.each([
    ['an HTTP answer', Buffer.from('HTTP/1.1 400 Bad Request\r\n\r\n')],
    ['an empty frame', Buffer.from([0])],
    ['a length without end', Buffer.from([0xff, 0xff, 0xff, 0xff, 0xff])],
    ['an SSH banner', Buffer.from('SSH-2.0-OpenSSH_9.2\r\n')],
    ['a TLS alert', Buffer.from('15030300020228', 'hex')],
    ['a frame larger than any Welcome', Buffer.from([0x81, 0x80, 0x01])],
  ])('rejects where what answers is no gateway: %s', async (_, bytes) => {
    const gateway = await startGateway();
    const connecting = errorOf(connect(gateway.url));
    const connection = await gateway.nextConnection();
    connection.sendBytes(bytes);
    expect(await connecting).toBeInstanceOf(ConnectionError);
    await connection.closed();
  });

  it('rejects where the token cannot be had, and connects nowhere', async () => {
    const gateway = await startGateway();
    const cause = new Error('the vault is shut');
    const error = await errorOf(connect(gateway.url, { token: () => Promise.reject(cause) }));
    expect(error).toMatchObject({ name: 'ConnectionError', cause });
    expect(gateway.accepted).toBe(0);
  });

  it('takes a Welcome that arrives byte by byte', async () => {
    const gateway = await startGateway();
    const connecting = connect(gateway.url);
    const connection = await gateway.nextConnection();
    await connection.next('hello');
    // A Frame with a Welcome whose session_id is "s1".
    for (const byte of Buffer.from('061a040a027331', 'hex')) {
      connection.sendBytes(Uint8Array.of(byte));
      await turn();
    }
    const client = await connecting;
    expect(client.session.id).toBe('s1');
    await client.close();
  });
});

describe('the heartbeat of a connection', () => {
  it('answers a Ping with its seq', async () => {
    const { connection } = await startClient();
    connection.send({ kind: 'ping', seq: 77 });
    expect((await connection.next('pong')).seq).toBe(77);
  });

  it('pings where there is nothing to say', async () => {
    const { connection, timers } = await startClient({}, { heartbeatMs: 1000 });
    timers.advance(1000);
    await connection.next('ping');
  });

  it('gives up a gateway that has fallen silent, and comes back', async () => {
    const { client, connection, gateway, timers } = await startClient({}, { heartbeatMs: 1000 });
    const call = errorOf(client.call(METHOD, {}));
    await connection.next('request');
    timers.advance(2500);
    expect(await call).toMatchObject({ reason: 'CONNECTION_LOST', origin: 'CLIENT', sent: 'MAYBE' });
    await connection.closed();
    timers.advance(50);
    await gateway.nextSession();
  });

  it('is not there where the gateway wants none', async () => {
    const { timers } = await startClient({}, { heartbeatMs: 0 });
    expect(timers.armed).toBe(0);
  });
});

describe('a lost connection', () => {
  it('fails the calls in flight as perhaps sent, and each once', async () => {
    const { client, connection } = await startClient();
    const calls = [1, 2, 3].map((id) => client.call(METHOD, id));
    for (const _ of calls) await connection.next('request');
    connection.destroy();
    for (const call of calls) {
      const error = await errorOf(call);
      expect(error).toBeInstanceOf(CallError);
      expect(error).toMatchObject({ reason: 'CONNECTION_LOST', sent: 'MAYBE', origin: 'CLIENT', code: 14 });
      expect(error).toMatchObject({ cause: { name: 'ConnectionError', code: null, reconnect: true } });
    }
  });

  it('is made again after a jittered pause; calls made meanwhile wait, and go out in order', async () => {
    const { client, connection, gateway, timers } = await startClient();
    const down = reaches(client, 'connecting');
    connection.destroy();
    expect(await down).toMatchObject({ attempt: 1, delayMs: 50, error: { code: null } });
    const calls = [1, 2].map((id) => client.call(METHOD, id));
    timers.advance(49);
    await turn();
    expect(gateway.accepted).toBe(1);
    timers.advance(1);
    const second = await gateway.nextSession({ sessionId: 'session-2' });
    for (const id of [1, 2]) {
      const { seq, body } = await second.next('request');
      expect([seq, Buffer.from(body.payload).toString()]).toEqual([id, String(id)]);
      second.respond(seq, { payload: body.payload });
    }
    expect(await Promise.all(calls)).toEqual([1, 2]);
    expect(client.session.id).toBe('session-2');
  });

  it('pauses longer with each failure, and starts anew after a connection that lasted', async () => {
    const { client, connection, gateway, timers } = await startClient({
      reconnect: { minDelayMs: 100, maxDelayMs: 300 },
    });
    const delays: number[] = [];
    client.onStateChange((state) => {
      if (state.kind === 'connecting') delays.push(state.delayMs);
    });
    let current = connection;
    for (const livedMs of [0, 0, 0, 400]) {
      timers.advance(livedMs);
      const down = reaches(client, 'connecting');
      current.destroy();
      await down;
      const up = reaches(client, 'connected');
      timers.advance(300);
      current = await gateway.nextSession({ heartbeatMs: 0 });
      await up;
    }
    expect(delays).toEqual([50, 100, 150, 50]);
  });

  it('runs the timeout of calls that wait', async () => {
    const { client, connection, timers } = await startClient({ reconnect: { minDelayMs: 10_000 } });
    const down = reaches(client, 'connecting');
    connection.destroy();
    await down;
    const call = errorOf(client.call(METHOD, {}, { timeoutMs: 100 }));
    timers.advance(100);
    expect(await call).toMatchObject({ reason: 'DEADLINE_EXCEEDED', sent: 'NEVER' });
  });

  it('is the end where reconnecting is off', async () => {
    const { client, connection } = await startClient({ reconnect: false });
    const over = reaches(client, 'closed');
    connection.destroy();
    expect(await over).toMatchObject({ error: { code: null } });
    expect(await errorOf(client.call(METHOD, {}))).toMatchObject({ reason: 'NOT_CONNECTED', sent: 'NEVER' });
  });

  it('asks for a new token', async () => {
    let asked = 0;
    const { client, connection, gateway, timers } = await startClient({ token: () => `token-${++asked}` });
    const down = reaches(client, 'connecting');
    connection.goAway(4404);
    await down;
    timers.advance(1000);
    const second = await gateway.nextConnection();
    expect((await second.next('hello')).body.token).toBe('token-2');
  });

  it('is also one where the gateway breaks the protocol', async () => {
    const { client, connection } = await startClient();
    const down = reaches(client, 'connecting');
    connection.sendBytes(Uint8Array.of(0));
    expect(await down).toMatchObject({ error: { code: null, reconnect: true } });
    await connection.closed();
  });
});

describe('a GoAway', () => {
  it.each([4401, 4402, 4403, 4404, 4405])(
    '%d has the client come back, not before the gateway allows',
    async (code) => {
      const { client, connection, gateway, timers } = await startClient();
      const down = reaches(client, 'connecting');
      connection.goAway(code, { retryAfterMs: 2000 });
      expect(await down).toMatchObject({ delayMs: 2050, error: { code, retryAfterMs: 2000 } });
      await connection.closed();
      timers.advance(2049);
      await turn();
      expect(gateway.accepted).toBe(1);
      timers.advance(1);
      await gateway.nextSession();
    },
  );

  it.each([4500, 4501, 4502, 4503, 4504, 4505, 4506])('%d closes the client for good', async (code) => {
    const { client, connection, gateway, timers } = await startClient();
    const flying = errorOf(client.call(METHOD, {}));
    await connection.next('request');
    const over = reaches(client, 'closed');
    connection.goAway(code, { reason: 'because', reconnect: true });
    expect(await over).toMatchObject({
      error: { code, reconnect: false, message: expect.stringContaining('because') },
    });
    expect(await flying).toMatchObject({ reason: 'CONNECTION_LOST', sent: 'MAYBE', cause: { code } });
    const refused = await errorOf(client.call(METHOD, {}));
    expect(refused).toMatchObject({ reason: 'NOT_CONNECTED', sent: 'NEVER', cause: { code } });
    expect(timers.armed).toBe(0);
    expect(gateway.accepted).toBe(1);
    await client.close();
  });

  it.each([true, false])('with a code that the client does not know does as the frame says: %s', async (reconnect) => {
    const { client, connection } = await startClient();
    const next = reaches(client, reconnect ? 'connecting' : 'closed');
    connection.goAway(4999, { reconnect });
    expect(await next).toMatchObject({ error: { code: 4999, reconnect } });
  });

  it('4400 lets the calls in flight finish beside the next connection', async () => {
    const { client, connection, gateway, timers } = await startClient();
    const old = client.call(METHOD, 'old');
    const { seq } = await connection.next('request');
    const down = reaches(client, 'connecting');
    connection.goAway(4400);
    expect(await down).toMatchObject({ error: { code: 4400 } });
    const young = client.call(METHOD, 'young');
    timers.advance(50);
    const second = await gateway.nextSession();
    const request = await second.next('request');
    second.respond(request.seq, { payload: '"from the second"' });
    expect(await young).toBe('from the second');
    connection.respond(seq, { payload: '"from the first"' });
    expect(await old).toBe('from the first');
    expect((await connection.next('goAway')).body.code).toBe(4000);
    await connection.closed();
    expect(client.state.kind).toBe('connected');
    expect(gateway.accepted).toBe(2);
  });

  it('4400 loses no call that the gateway refused while it drained', async () => {
    const { client, connection, gateway, timers } = await startClient();
    const call = client.call(METHOD, {});
    const { seq } = await connection.next('request');
    const down = reaches(client, 'connecting');
    const failure = { reason: 'SHUTTING_DOWN', origin: 'GATEWAY', sent: 'NEVER', retryAfterMs: 0 } as const;
    connection.respond(seq, { status: 14, failure });
    await down;
    timers.advance(50);
    const second = await gateway.nextSession();
    second.respond((await second.next('request')).seq, { payload: '"done"' });
    expect(await call).toBe('done');
  });
});

describe('closing', () => {
  it('waits for the calls in flight and in the queue, then says so and closes', async () => {
    const { client, connection } = await startClient({}, { maxInFlight: 1 });
    const calls = [client.call(METHOD, 1), client.call(METHOD, 2)];
    const closing = client.close();
    expect(client.state.kind).toBe('closing');
    expect(await errorOf(client.call(METHOD, 3))).toMatchObject({ reason: 'CLIENT_CLOSED', sent: 'NEVER' });
    for (const _ of calls) {
      const { seq, body } = await connection.next('request');
      connection.respond(seq, { payload: body.payload });
    }
    expect(await Promise.all(calls)).toEqual([1, 2]);
    expect((await connection.next('goAway')).body.code).toBe(4000);
    await closing;
    expect(client.state).toEqual({ kind: 'closed', error: null });
    await connection.closed();
  });

  it('gives up calls that take longer than it was told to wait', async () => {
    const { client, connection, timers } = await startClient();
    const call = errorOf(client.call(METHOD, {}));
    await connection.next('request');
    const closing = client.close({ timeoutMs: 500 });
    timers.advance(500);
    expect(await call).toMatchObject({ reason: 'CLIENT_CLOSED', sent: 'MAYBE', code: 14 });
    await connection.next('goAway');
    await closing;
    expect(timers.armed).toBe(0);
  });

  it('does not wait for ever for a gateway that does not close its side', async () => {
    const { client, connection, timers } = await startClient();
    connection.pause();
    const closing = client.close();
    timers.advance(1000);
    await closing;
    expect(client.state.kind).toBe('closed');
  });

  it('while there is no connection fails what waits, and dials no more', async () => {
    const { client, connection, gateway, timers } = await startClient();
    const down = reaches(client, 'connecting');
    connection.destroy();
    await down;
    const call = errorOf(client.call(METHOD, {}));
    await client.close();
    expect(await call).toMatchObject({ reason: 'CLIENT_CLOSED', sent: 'NEVER' });
    expect(timers.armed).toBe(0);
    timers.advance(60_000);
    expect(gateway.accepted).toBe(1);
  });

  it('while a connection is being made gives that up', async () => {
    const { client, connection, gateway, timers } = await startClient();
    const down = reaches(client, 'connecting');
    connection.destroy();
    await down;
    timers.advance(50);
    const second = await gateway.nextConnection();
    await second.next('hello');
    await client.close();
    await second.closed();
    expect(timers.armed).toBe(0);
  });

  it('ends where the connection is lost meanwhile, and does not come back', async () => {
    const { client, connection, gateway, timers } = await startClient({}, { maxInFlight: 1 });
    const flying = errorOf(client.call(METHOD, 1));
    const waiting = errorOf(client.call(METHOD, 2));
    await connection.next('request');
    const closing = client.close();
    connection.destroy();
    expect(await flying).toMatchObject({ reason: 'CONNECTION_LOST', sent: 'MAYBE' });
    expect(await waiting).toMatchObject({ reason: 'CLIENT_CLOSED', sent: 'NEVER' });
    await closing;
    expect(client.state).toEqual({ kind: 'closed', error: null });
    timers.advance(60_000);
    expect(gateway.accepted).toBe(1);
  });

  it('twice is one closing', async () => {
    const { client } = await startClient();
    const closing = client.close();
    expect(client.close()).toBe(closing);
    await closing;
    await client.close();
  });

  it('happens at the end of an `await using` block', async () => {
    const gateway = await startGateway();
    const connecting = connect(gateway.url);
    const connection = await gateway.nextSession();
    {
      await using client = await connecting;
      expect(client.state.kind).toBe('connected');
    }
    await connection.next('goAway');
    await connection.closed();
  });
});

describe('a listener of states', () => {
  it('hears of each change in order, until it is stopped', async () => {
    const { client, connection, gateway, timers } = await startClient();
    const heard: string[] = [];
    const stop = client.onStateChange((state) => heard.push(state.kind));
    const down = reaches(client, 'connecting');
    connection.destroy();
    await down;
    const up = reaches(client, 'connected');
    timers.advance(50);
    await gateway.nextSession();
    await up;
    stop();
    await client.close();
    expect(heard).toEqual(['connecting', 'connected']);
  });
});
