import { describe, expect, it } from 'vitest';
import { CallError } from '../../../src/client/call-error.ts';
import { AHEAD_BYTES, ENCODING, INITIAL_CREDIT } from '../../../src/wire/index.ts';
import type { ScriptedConnection } from '../../support/scripted-gateway.ts';
import { waitFor } from '../../support/wait-for.ts';
import { startClient } from './start-client.ts';

const METHOD = 'shop.v1.OrderService/WatchOrders';

const json = (payload: Uint8Array) => JSON.parse(Buffer.from(payload).toString());

function sendMessages(connection: ScriptedConnection, seq: number, values: readonly unknown[]): void {
  for (const value of values) {
    connection.send({
      kind: 'message',
      seq,
      body: { metadata: [], payload: Buffer.from(JSON.stringify(value)) },
    });
  }
}

async function* ticking(count: number, read: (index: number) => void): AsyncGenerator<{ index: number }> {
  for (let index = 0; index < count; index++) {
    read(index);
    yield { index };
  }
}

const numbers = (count: number) => Array.from({ length: count }, (_, index) => index);

/** What reading a stream to its end gives, and how it ended. */
async function readAll(stream: AsyncIterable<unknown>): Promise<{ answers: unknown[]; error: unknown }> {
  const answers: unknown[] = [];
  try {
    for await (const answer of stream) answers.push(answer);
  } catch (error) {
    return { answers, error };
  }
  return { answers, error: null };
}

describe('a server stream', () => {
  it('sends its message in the request, and gives the answers as they come, with metadata and trailers', async () => {
    const { client, connection } = await startClient();
    const stream = client.serverStream<{ id: string }>(METHOD, { customer: 'C-7' });
    const { seq, body } = await connection.next('request');
    expect(body).toMatchObject({ method: 'WatchOrders', encoding: ENCODING.JSON, timeoutMs: 0 });
    expect(json(body.payload)).toEqual({ customer: 'C-7' });
    connection.send({
      kind: 'message',
      seq,
      body: { metadata: [{ key: 'served-by', value: 'a' }], payload: Buffer.from('{"id":"1"}') },
    });
    expect(await stream.next()).toEqual({ done: false, value: { id: '1' } });
    expect(stream.metadata).toEqual([{ key: 'served-by', value: 'a' }]);
    sendMessages(connection, seq, [{ id: '2' }]);
    connection.respond(seq, { trailers: [{ key: 'cost', value: '3' }] });
    expect(await readAll(stream)).toEqual({ answers: [{ id: '2' }], error: null });
    expect((await stream.response).trailers).toEqual([{ key: 'cost', value: '3' }]);
  });

  it('grants credit as answers are read, in batches, and none while nobody reads', async () => {
    const { client, connection } = await startClient();
    const stream = client.serverStream(METHOD, {});
    const { seq } = await connection.next('request');
    sendMessages(connection, seq, numbers(INITIAL_CREDIT));
    client.call(METHOD, {}).catch(() => undefined);
    const other = await connection.next('request');
    expect(connection.takeAll()).toEqual([]);
    connection.respond(other.seq, { payload: '{}' });
    for (const index of numbers(INITIAL_CREDIT / 2)) expect((await stream.next()).value).toBe(index);
    expect(await connection.next('credit')).toMatchObject({ seq, body: { messages: INITIAL_CREDIT / 2 } });
    stream.cancel();
  });

  it('fails after the answers that came before the failure, once', async () => {
    const { client, connection } = await startClient();
    const stream = client.serverStream(METHOD, {});
    const { seq } = await connection.next('request');
    sendMessages(connection, seq, [1, 2]);
    const failure = { reason: 'BACKEND_STATUS', origin: 'BACKEND', sent: 'MAYBE', retryAfterMs: 0 } as const;
    connection.respond(seq, { status: 9, message: 'closed', failure });
    const { answers, error } = await readAll(stream);
    expect(answers).toEqual([1, 2]);
    expect(error).toBeInstanceOf(CallError);
    expect(error).toMatchObject({ code: 9, statusMessage: 'closed', origin: 'BACKEND' });
    expect(await stream.next()).toEqual({ done: true, value: undefined });
  });

  it('is cancelled by whoever leaves its loop', async () => {
    const { client, connection } = await startClient();
    const stream = client.serverStream(METHOD, {});
    const { seq } = await connection.next('request');
    sendMessages(connection, seq, [1, 2, 3]);
    for await (const answer of stream) if (answer === 2) break;
    expect((await connection.next('cancel')).seq).toBe(seq);
    await expect(stream.response).rejects.toMatchObject({ reason: 'CANCELLED', sent: 'MAYBE' });
  });

  it('is cancelled by its signal, at once, and what has arrived is dropped', async () => {
    const { client, connection } = await startClient();
    const abort = new AbortController();
    const stream = client.serverStream(METHOD, {}, { signal: abort.signal });
    const { seq } = await connection.next('request');
    sendMessages(connection, seq, [1]);
    abort.abort(new Error('enough'));
    expect(await readAll(stream)).toMatchObject({ answers: [], error: { reason: 'CANCELLED' } });
    expect((await connection.next('cancel')).seq).toBe(seq);
  });

  it('ends with its deadline, which the gateway is told', async () => {
    const { client, connection, timers } = await startClient();
    const stream = client.serverStream(METHOD, {}, { timeoutMs: 500 });
    expect((await connection.next('request')).body.timeoutMs).toBe(500);
    timers.advance(500);
    expect(await readAll(stream)).toMatchObject({ error: { reason: 'DEADLINE_EXCEEDED', sent: 'MAYBE' } });
  });

  it('ends with CONNECTION_LOST where the connection does', async () => {
    const { client, connection } = await startClient();
    const stream = client.serverStream(METHOD, {});
    await connection.next('request');
    connection.destroy();
    expect(await readAll(stream)).toMatchObject({ error: { reason: 'CONNECTION_LOST', sent: 'MAYBE' } });
  });

  it('ends with BAD_RESPONSE, and cancels, where an answer is not JSON', async () => {
    const { client, connection } = await startClient();
    const stream = client.serverStream(METHOD, {});
    const { seq } = await connection.next('request');
    connection.send({ kind: 'message', seq, body: { metadata: [], payload: Buffer.from('no JSON') } });
    await expect(stream.next()).rejects.toMatchObject({ reason: 'BAD_RESPONSE' });
    expect((await connection.next('cancel')).seq).toBe(seq);
  });

  it('fails at its first read where the call is not legal, or the message no JSON', async () => {
    const { client } = await startClient();
    await expect(client.serverStream('nonsense', {}).next()).rejects.toMatchObject({ reason: 'BAD_NAME' });
    await expect(client.serverStream(METHOD, 1n).next()).rejects.toMatchObject({ reason: 'BAD_JSON' });
  });
});

describe('a client stream', () => {
  it('sends each message, then says that there are no more, and gives the one answer', async () => {
    const { client, connection } = await startClient();
    const answer = client.clientStream(METHOD, [{ sku: 'a' }, { sku: 'b' }]);
    const { seq, body } = await connection.next('request');
    expect(body.payload.length).toBe(0);
    expect(json((await connection.next('message')).body.payload)).toEqual({ sku: 'a' });
    expect(json((await connection.next('message')).body.payload)).toEqual({ sku: 'b' });
    expect((await connection.next('halfClose')).seq).toBe(seq);
    connection.respond(seq, { payload: '{"count":2}' });
    expect(await answer).toEqual({ count: 2 });
  });

  it('reads its source no faster than the gateway gives credit', async () => {
    const { client, connection } = await startClient();
    let read = 0;
    const answer = client.clientStream(
      METHOD,
      ticking(100, (index) => {
        read = index + 1;
      }),
    );
    const { seq } = await connection.next('request');
    for (const index of numbers(INITIAL_CREDIT)) {
      expect(json((await connection.next('message')).body.payload)).toEqual({ index });
    }
    expect(connection.takeAll()).toEqual([]);
    expect(read).toBe(INITIAL_CREDIT + 1);
    connection.send({ kind: 'credit', seq, body: { messages: 3 } });
    for (const _ of numbers(3)) await connection.next('message');
    expect(connection.takeAll()).toEqual([]);
    connection.respond(seq, { payload: '{}' });
    expect(await answer).toEqual({});
    await waitFor('the source is let go', () => read <= INITIAL_CREDIT + 4);
  });

  it('has no more than a few large messages out that the gateway has not given credit for', async () => {
    const { client, connection } = await startClient();
    const half = AHEAD_BYTES / 2;
    const sizes = [half, half - 1, AHEAD_BYTES, 10, AHEAD_BYTES - 10, 1];
    const stream = client.openStream(METHOD, { messages: sizes.map((size) => new Uint8Array(size)) });
    const { seq } = await connection.next('request');
    const arrives = async (...expected: readonly number[]) => {
      for (const size of expected) expect((await connection.next('message')).body.payload.length).toBe(size);
      expect(connection.takeAll()).toEqual([]);
    };
    await arrives(half, half - 1, AHEAD_BYTES);
    connection.send({ kind: 'credit', seq, body: { messages: 2 } });
    await arrives();
    connection.send({ kind: 'credit', seq, body: { messages: 1 } });
    await arrives(10, AHEAD_BYTES - 10);
    stream.cancel();
  });

  it('is cancelled where its source comes to an error, which is the cause', async () => {
    const { client, connection } = await startClient();
    const cause = new Error('the shelf fell');
    async function* falling() {
      yield { sku: 'a' };
      throw cause;
    }
    const answer = client.clientStream(METHOD, falling());
    answer.catch(() => undefined);
    const { seq } = await connection.next('request');
    await connection.next('message');
    expect((await connection.next('cancel')).seq).toBe(seq);
    await expect(answer).rejects.toMatchObject({ reason: 'SOURCE_FAILED', sent: 'MAYBE', cause });
  });

  it('ends where a message cannot be written as JSON, saying which', async () => {
    const { client, connection } = await startClient();
    const failed = client.clientStream(METHOD, [{ ok: true }, 5n]).catch((cause: unknown) => cause);
    await connection.next('request');
    const error = await failed;
    expect(error).toMatchObject({ reason: 'SOURCE_FAILED' });
    expect(error instanceof CallError && String(error.cause)).toContain('message 2');
  });

  it('tells its source to end where the call ends first', async () => {
    const { client, connection } = await startClient();
    let released = false;
    async function* endless() {
      try {
        for (;;) yield { sku: 'a' };
      } finally {
        released = true;
      }
    }
    const answer = client.clientStream(METHOD, endless());
    const { seq } = await connection.next('request');
    connection.respond(seq, { status: 5, message: 'no such shelf' });
    await expect(answer).rejects.toMatchObject({ code: 5 });
    await waitFor('the source is released', () => released);
  });
});

describe('a bidirectional stream', () => {
  it('sends and receives at the same time', async () => {
    const { client, connection } = await startClient();
    let answerTo: (value: string) => void = () => {};
    async function* asking() {
      for (const question of ['one', 'two']) {
        yield { question };
        await new Promise<string>((resolve) => {
          answerTo = resolve;
        });
      }
    }
    const stream = client.bidiStream<{ echo: string }>(METHOD, asking());
    const { seq } = await connection.next('request');
    for (const expected of ['one', 'two']) {
      const { body } = await connection.next('message');
      sendMessages(connection, seq, [{ echo: json(body.payload).question }]);
      expect((await stream.next()).value).toEqual({ echo: expected });
      answerTo('go on');
    }
    await connection.next('halfClose');
    connection.respond(seq);
    expect(await readAll(stream)).toEqual({ answers: [], error: null });
  });
});

describe('a stream in bytes', () => {
  it('passes messages through both ways, as bytes of their own', async () => {
    const { client, connection } = await startClient();
    const stream = client.openStream(METHOD, { messages: [Uint8Array.of(1, 2)] });
    const { seq, body } = await connection.next('request');
    expect(body.encoding).toBe(ENCODING.PROTO);
    expect([...(await connection.next('message')).body.payload]).toEqual([1, 2]);
    connection.send({ kind: 'message', seq, body: { metadata: [], payload: Uint8Array.of(3) } });
    const { value } = await stream.next();
    expect(value).toEqual(Uint8Array.of(3));
    expect(value?.buffer.byteLength).toBe(1);
    connection.respond(seq, { payload: Uint8Array.of(9) });
    expect((await stream.response).payload).toEqual(Uint8Array.of(9));
  });

  it('ends with REQUEST_TOO_LARGE where a message does not fit a frame of the gateway', async () => {
    const { client, connection } = await startClient({}, { maxFrameBytes: 1000 });
    const stream = client.openStream(METHOD, { messages: [new Uint8Array(1000)] });
    const { seq } = await connection.next('request');
    expect((await connection.next('cancel')).seq).toBe(seq);
    expect(await readAll(stream)).toMatchObject({ error: { reason: 'REQUEST_TOO_LARGE' } });
  });

  it('goes out again where a gateway that drains refused it before it had sent anything', async () => {
    const { client, connection, gateway, timers } = await startClient();
    const stream = client.openStream(METHOD, { payload: Uint8Array.of(7) });
    const { seq } = await connection.next('request');
    connection.goAway(4400);
    await waitFor('the client is to come back', () => client.state.kind === 'connecting');
    timers.advance(1000);
    const failure = { reason: 'SHUTTING_DOWN', origin: 'GATEWAY', sent: 'NEVER', retryAfterMs: 0 } as const;
    connection.respond(seq, { status: 14, failure });
    const next = await gateway.nextSession();
    const again = await next.next('request');
    expect([...again.body.payload]).toEqual([7]);
    next.respond(again.seq);
    expect(await readAll(stream)).toEqual({ answers: [], error: null });
  });
});
