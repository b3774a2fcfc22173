import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { CallError } from '../../../src/client/call-error.ts';
import { ENCODING } from '../../../src/wire/index.ts';
import { startClient } from './start-client.ts';

const METHOD = 'shop.v1.OrderService/GetOrder';

/** What a call rejects with. */
async function failureOf(call: Promise<unknown>): Promise<CallError> {
  const outcome = await call.then(
    () => 'an answer',
    (error: unknown) => error,
  );
  if (outcome instanceof CallError) return outcome;
  throw new Error(`not a CallError: ${String(outcome)}`);
}

describe('a call', () => {
  it('in JSON sends the message and gives the answer, parsed', async () => {
    const { client, connection } = await startClient();
    const call = client.call<{ id: string }>(METHOD, { id: '42' });
    const { seq, body } = await connection.next('request');
    expect([seq, body.service, body.method, body.encoding, body.timeoutMs]).toEqual([
      1,
      'shop.v1.OrderService',
      'GetOrder',
      ENCODING.JSON,
      0,
    ]);
    expect(Buffer.from(body.payload).toString()).toBe('{"id":"42"}');
    connection.respond(seq, { payload: '{"id":"42","total":"9007199254740993"}' });
    expect(await call).toEqual({ id: '42', total: '9007199254740993' });
  });

  it('in binary passes bytes through, and gives bytes of its own', async () => {
    const { client, connection } = await startClient();
    const call = client.callBinary(METHOD, new Uint8Array([1, 0, 255]));
    const { seq, body } = await connection.next('request');
    expect([...body.payload]).toEqual([1, 0, 255]);
    expect(body.encoding).toBe(ENCODING.PROTO);
    connection.respond(seq, { payload: new Uint8Array([255, 0, 2]) });
    const answer = await call;
    expect(answer).toEqual(new Uint8Array([255, 0, 2]));
    expect(answer.buffer.byteLength).toBe(3);
  });

  it('carries metadata both ways, and gives the trailers', async () => {
    const { client, connection } = await startClient();
    const metadata = { 'X-Tenant': 'blue', 'trace-bin': new Uint8Array([7]) };
    const call = client.invoke(METHOD, new Uint8Array(0), { metadata });
    const { seq, body } = await connection.next('request');
    expect(body.metadata).toEqual([
      { key: 'x-tenant', value: 'blue' },
      { key: 'trace-bin', value: new Uint8Array([7]) },
    ]);
    connection.respond(seq, {
      metadata: [{ key: 'served-by', value: 'a' }],
      trailers: [{ key: 'cost-bin', value: new Uint8Array([1]) }],
    });
    const response = await call;
    expect(response.metadata).toEqual([{ key: 'served-by', value: 'a' }]);
    expect(response.trailers).toEqual([{ key: 'cost-bin', value: new Uint8Array([1]) }]);
  });

  it('gets its own answer, in whatever order they come', async () => {
    const { client, connection } = await startClient();
    const calls = [1, 2, 3, 4, 5].map((id) => client.call(METHOD, { id }));
    const requests = [];
    for (const _ of calls) requests.push(await connection.next('request'));
    for (const { seq, body } of requests.reverse()) connection.respond(seq, { payload: body.payload });
    expect(await Promise.all(calls)).toEqual([{ id: 1 }, { id: 2 }, { id: 3 }, { id: 4 }, { id: 5 }]);
  });

  it('goes out in one write with all others of the same turn', async () => {
    const { client, connection } = await startClient();
    await turn();
    const before = connection.chunks;
    const calls = Array.from({ length: 100 }, (_, id) => client.call(METHOD, { id }));
    for (const _ of calls) connection.respond((await connection.next('request')).seq, { payload: '{}' });
    await Promise.all(calls);
    expect(connection.chunks - before).toBe(1);
  });

  it('rejects with everything that the response says', async () => {
    const { client, connection } = await startClient();
    const call = client.call(METHOD, {});
    const { seq } = await connection.next('request');
    connection.respond(seq, {
      status: 8,
      message: 'out of stock',
      failure: { origin: 'BACKEND', reason: 'BACKEND_STATUS', sent: 'MAYBE', retryAfterMs: 250 },
      details: new Uint8Array([8, 8]),
      detailsJson: '{"code":8}',
      metadata: [{ key: 'm', value: '1' }],
      trailers: [{ key: 't', value: '2' }],
    });
    expect({ ...(await failureOf(call)) }).toEqual({
      name: 'CallError',
      method: METHOD,
      code: 8,
      codeName: 'RESOURCE_EXHAUSTED',
      statusMessage: 'out of stock',
      reason: 'BACKEND_STATUS',
      origin: 'BACKEND',
      sent: 'MAYBE',
      retryAfterMs: 250,
      details: new Uint8Array([8, 8]),
      detailsJson: '{"code":8}',
      metadata: [{ key: 'm', value: '1' }],
      trailers: [{ key: 't', value: '2' }],
    });
  });

  it('is held to have run perhaps where the gateway says nothing about it', async () => {
    const { client, connection } = await startClient();
    const call = client.call(METHOD, {});
    connection.respond((await connection.next('request')).seq, { status: 14 });
    expect(await failureOf(call)).toMatchObject({ reason: 'UNSPECIFIED', sent: 'MAYBE', message: 'UNAVAILABLE' });
  });

  it.each([
    ['no JSON', 'nonsense'],
    ['no UTF-8', new Uint8Array([34, 255, 34])],
    ['nothing', ''],
  ])('in JSON rejects where the answer is %s', async (_, payload) => {
    const { client, connection } = await startClient();
    const call = client.call(METHOD, {});
    connection.respond((await connection.next('request')).seq, { payload });
    expect(await failureOf(call)).toMatchObject({ reason: 'BAD_RESPONSE', origin: 'CLIENT', sent: 'MAYBE', code: 13 });
  });

  it.each([
    ['BAD_NAME', 'GetOrder', {}, {}],
    ['BAD_JSON', METHOD, 1n, {}],
    ['BAD_JSON', METHOD, undefined, {}],
    ['BAD_TIMEOUT', METHOD, {}, { timeoutMs: -1 }],
    ['BAD_TIMEOUT', METHOD, {}, { timeoutMs: Number.NaN }],
    ['BAD_METADATA', METHOD, {}, { metadata: { 'a-bin': 'text' } }],
  ])('is refused as %s before anything is sent', async (reason, method, message, options) => {
    const { client, connection } = await startClient();
    const error = await failureOf(client.call(method, message, options));
    expect(error).toMatchObject({ reason, origin: 'CLIENT', sent: 'NEVER', code: 3 });
    const next = client.call(METHOD, {});
    const { seq } = await connection.next('request');
    connection.respond(seq, { payload: '{}' });
    await next;
    expect(seq).toBe(1);
  });

  it('larger than the gateway’s frames is refused alone, and uses no seq', async () => {
    const { client, connection } = await startClient({}, { maxFrameBytes: 1000 });
    const large = client.callBinary(METHOD, new Uint8Array(1000));
    const small = client.callBinary(METHOD, new Uint8Array(10));
    expect(await failureOf(large)).toMatchObject({ reason: 'REQUEST_TOO_LARGE', sent: 'NEVER', code: 8 });
    const { seq } = await connection.next('request');
    connection.respond(seq);
    await small;
    expect(seq).toBe(1);
  });

  it('ignores an answer to a seq that it never used', async () => {
    const { client, connection } = await startClient();
    const call = client.call(METHOD, {});
    const { seq } = await connection.next('request');
    connection.respond(seq + 1, { payload: '"wrong"' });
    connection.respond(0, { payload: '"wrong"' });
    connection.respond(seq, { payload: '"right"' });
    expect(await call).toBe('right');
  });
});

describe('a timeout', () => {
  it('goes to the gateway, and ends the call here when nothing came', async () => {
    const { client, connection, timers } = await startClient();
    const call = client.call(METHOD, {}, { timeoutMs: 250 });
    expect((await connection.next('request')).body.timeoutMs).toBe(250);
    timers.advance(250);
    const error = await failureOf(call);
    expect(error).toMatchObject({ reason: 'DEADLINE_EXCEEDED', origin: 'CLIENT', sent: 'MAYBE', code: 4 });
  });

  it('leaves it to the gateway to end the call: no Cancel goes out', async () => {
    const { client, connection, timers } = await startClient();
    const late = failureOf(client.call(METHOD, {}, { timeoutMs: 250 }));
    const { seq } = await connection.next('request');
    timers.advance(250);
    await late;
    const next = client.call(METHOD, {});
    connection.respond((await connection.next('request')).seq, { payload: '{}' });
    await next;
    connection.respond(seq, { payload: '{}' });
    expect(connection.takeAll()).toEqual([]);
  });

  it('comes from the client where the call names none', async () => {
    const { client, connection, timers } = await startClient({ timeoutMs: 100 });
    const call = client.call(METHOD, {});
    expect((await connection.next('request')).body.timeoutMs).toBe(100);
    timers.advance(100);
    expect(await failureOf(call)).toMatchObject({ reason: 'DEADLINE_EXCEEDED' });
  });

  it.each([
    [2 ** 40, 2 ** 31 - 1],
    [Number.POSITIVE_INFINITY, 2 ** 31 - 1],
    [0.5, 1],
    [0, 0],
  ])('of %d ms is sent as %d', async (timeoutMs, sent) => {
    const { client, connection } = await startClient();
    const call = client.call(METHOD, {}, { timeoutMs });
    const { seq, body } = await connection.next('request');
    connection.respond(seq, { payload: '{}' });
    await call;
    expect(body.timeoutMs).toBe(sent);
  });

  it('counts the wait in the queue, and never sends what is too late', async () => {
    const { client, connection, timers } = await startClient({}, { maxInFlight: 1 });
    const first = client.call(METHOD, 1);
    const second = client.call(METHOD, 2, { timeoutMs: 1000 });
    const third = failureOf(client.call(METHOD, 3, { timeoutMs: 300 }));
    const { seq } = await connection.next('request');
    timers.advance(400);
    expect(await third).toMatchObject({ reason: 'DEADLINE_EXCEEDED', sent: 'NEVER' });
    connection.respond(seq, { payload: '{}' });
    await first;
    const late = await connection.next('request');
    expect([Buffer.from(late.body.payload).toString(), late.body.timeoutMs]).toEqual(['2', 600]);
    connection.respond(late.seq, { payload: '{}' });
    await second;
    expect(timers.armed).toBe(1);
  });
});

describe('an AbortSignal', () => {
  it('rejects the call at once, and has the gateway cancel it', async () => {
    const { client, connection } = await startClient();
    const abort = new AbortController();
    const call = client.call(METHOD, {}, { signal: abort.signal });
    const { seq } = await connection.next('request');
    abort.abort(new Error('the user left'));
    const error = await failureOf(call);
    expect(error).toMatchObject({ reason: 'CANCELLED', origin: 'CLIENT', sent: 'MAYBE', code: 1 });
    expect(error.cause).toEqual(new Error('the user left'));
    expect((await connection.next('cancel')).seq).toBe(seq);
  });

  it('that was aborted before sends nothing', async () => {
    const { client, connection } = await startClient();
    const error = await failureOf(client.call(METHOD, {}, { signal: AbortSignal.abort() }));
    expect(error).toMatchObject({ reason: 'CANCELLED', sent: 'NEVER' });
    const next = client.call(METHOD, {});
    connection.respond((await connection.next('request')).seq, { payload: '{}' });
    await next;
  });

  it('takes a call that waits out of the queue', async () => {
    const { client, connection } = await startClient({}, { maxInFlight: 1 });
    const abort = new AbortController();
    const first = client.call(METHOD, 1);
    const second = failureOf(client.call(METHOD, 2, { signal: abort.signal }));
    const third = client.call(METHOD, 3);
    abort.abort();
    expect(await second).toMatchObject({ reason: 'CANCELLED', sent: 'NEVER' });
    connection.respond((await connection.next('request')).seq, { payload: '1' });
    const next = await connection.next('request');
    expect(Buffer.from(next.body.payload).toString()).toBe('3');
    connection.respond(next.seq, { payload: '3' });
    expect(await Promise.all([first, third])).toEqual([1, 3]);
  });

  it('leaves the call’s place taken until the gateway’s answer, which changes nothing more', async () => {
    const { client, connection } = await startClient({}, { maxInFlight: 1 });
    const abort = new AbortController();
    const first = failureOf(client.call(METHOD, 1, { signal: abort.signal }));
    const { seq } = await connection.next('request');
    abort.abort();
    await first;
    const second = client.call(METHOD, 2);
    await connection.next('cancel');
    await turn();
    expect(connection.takeAll()).toEqual([]);
    connection.respond(seq, { status: 1 });
    const next = await connection.next('request');
    connection.respond(next.seq, { payload: '2' });
    expect(await second).toBe(2);
  });

  it('aborted after the answer sends no Cancel', async () => {
    const { client, connection } = await startClient();
    const abort = new AbortController();
    const call = client.call(METHOD, {}, { signal: abort.signal });
    connection.respond((await connection.next('request')).seq, { payload: '{}' });
    await call;
    abort.abort();
    const next = client.call(METHOD, {});
    connection.respond((await connection.next('request')).seq, { payload: '{}' });
    await next;
    expect(connection.takeAll()).toEqual([]);
  });
});

describe('calls beyond max_in_flight', () => {
  it('wait, and go out in order as answers come', async () => {
    const { client, connection } = await startClient({}, { maxInFlight: 2 });
    const calls = [1, 2, 3, 4, 5].map((id) => client.call(METHOD, id));
    const open = [await connection.next('request'), await connection.next('request')];
    const order = [];
    for (let request = open.shift(); request !== undefined; request = open.shift()) {
      await turn();
      expect(connection.takeAll()).toEqual([]);
      order.push(Buffer.from(request.body.payload).toString());
      connection.respond(request.seq, { payload: request.body.payload });
      if (order.length <= 3) open.push(await connection.next('request'));
    }
    expect(order).toEqual(['1', '2', '3', '4', '5']);
    expect(await Promise.all(calls)).toEqual([1, 2, 3, 4, 5]);
  });

  it('are refused where the queue is full', async () => {
    const { client, connection } = await startClient({ maxQueued: 1 }, { maxInFlight: 1 });
    const first = client.call(METHOD, 1);
    const second = client.call(METHOD, 2);
    const third = await failureOf(client.call(METHOD, 3));
    expect(third).toMatchObject({ reason: 'QUEUE_FULL', sent: 'NEVER', origin: 'CLIENT', code: 8 });
    for (const call of [first, second]) {
      connection.respond((await connection.next('request')).seq, { payload: '0' });
      await call;
    }
  });

  it('wait where the gateway does not read, and go out when it does', async () => {
    const { client, connection } = await startClient();
    connection.pause();
    const payload = new Uint8Array(1024 * 1024);
    const calls = Array.from({ length: 32 }, () => client.callBinary(METHOD, payload));
    const last = failureOf(client.callBinary(METHOD, payload, { signal: AbortSignal.timeout(1) }));
    expect(await last).toMatchObject({ reason: 'CANCELLED', sent: 'NEVER' });
    connection.resume();
    for (const _ of calls) connection.respond((await connection.next('request')).seq);
    await Promise.all(calls);
  });
});
