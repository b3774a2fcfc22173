import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { ConnectOptions } from '../../../src/client/index.ts';
import type { Notify, NotifyReply } from '../../../src/wire/index.ts';
import { startClient } from './start-client.ts';

const SESSION = { sessionId: 'the-session', resumeToken: 'token-1', resumeWindowMs: 5000 };

async function start(options: ConnectOptions = {}) {
  const made = await startClient({ reconnect: { minDelayMs: 10, maxDelayMs: 10 }, ...options }, SESSION);
  let seq = 0;
  const notify = (fields: Partial<Notify> = {}, connection = made.connection) => {
    const payload = Buffer.from('{"n":1}');
    const body = { id: `id-${++seq}`, type: 't', offset: 0, replyExpected: true, encoding: 2, attempt: 1, payload };
    connection.send({ kind: 'notify', seq, body: { ...body, ...fields } });
    return seq;
  };
  const reply = async (connection = made.connection): Promise<[number, number, string]> => {
    const { seq: of, body } = await connection.next('notifyReply');
    return [of, body.status, text(body)];
  };
  return { ...made, notify, reply };
}

const text = ({ message, payload }: NotifyReply): string => message || Buffer.from(payload).toString();

describe('a notification at the client', () => {
  it('goes to the handler of its type, whose answer is the reply', async () => {
    const { client, notify, reply } = await start();
    client.on<{ n: number }>('t', ({ n }, { id, type, offset, attempt }) => ({ n, id, type, offset, attempt }));
    notify();
    expect(await reply()).toEqual([1, 0, '{"n":1,"id":"id-1","type":"t","offset":0,"attempt":1}']);
  });

  it.each<[string, () => unknown, [number, string]]>([
    ['nothing', () => undefined, [0, '']],
    ['a promise', () => Promise.resolve([1]), [0, '[1]']],
    ['bytes', () => Buffer.from('raw'), [0, 'raw']],
    ['an error', () => Promise.reject(new Error('no paper')), [2, 'no paper']],
    ['what is no JSON', () => 1n, [2, expect.stringContaining('BigInt')]],
  ])('is replied to with %s', async (_, handler, expected) => {
    const { client, notify, reply } = await start();
    client.on('t', handler);
    notify();
    expect((await reply()).slice(1)).toEqual(expected);
  });

  it('in bytes goes to a handler for bytes, and to another only as an error', async () => {
    const { client, notify, reply } = await start();
    client.onBinary('bytes', (payload) => Buffer.from(payload).reverse());
    client.on('json', () => 1);
    notify({ type: 'bytes', encoding: 1, payload: Buffer.from('abc') });
    notify({ type: 'json', encoding: 1 });
    const replies = [await reply(), await reply()].sort(([a], [b]) => a - b);
    expect([replies[0], replies[1]?.[1]]).toEqual([[1, 0, 'cba'], 2]);
  });

  it('that nobody handles is said to be so; one that is stored waits for its handler', async () => {
    const { client, notify, reply } = await start();
    notify({ type: 'unheard' });
    expect((await reply())[1]).toBe(12);
    notify({ offset: 5, type: 'late' });
    notify({ type: 'trunkline.gap', offset: 6 });
    expect(await reply()).toEqual([3, 0, '']);
    client.on('late', () => 'now');
    expect(await reply()).toEqual([2, 0, '"now"']);
  });

  it('is handled once, however often it arrives, and replied to each time that it was handled', async () => {
    const { client, notify, reply } = await start();
    let handled = 0;
    let finish: () => void = () => {};
    client.on('t', async () => {
      handled++;
      await new Promise<void>((resolve) => {
        finish = resolve;
      });
      return handled;
    });
    notify({ id: 'same', offset: 1 });
    notify({ id: 'same', offset: 1, attempt: 2 });
    await turn();
    await turn();
    finish();
    // To the last of those that came before it was handled.
    expect(await reply()).toEqual([2, 0, '1']);
    notify({ id: 'same', offset: 1, attempt: 3 });
    expect([await reply(), handled]).toEqual([[3, 0, '1'], 1]);
  });

  it('that needs no reply gets none', async () => {
    const { client, connection, notify } = await start();
    let handled = 0;
    client.on('t', () => ++handled);
    notify({ replyExpected: false });
    notify({ replyExpected: false });
    connection.send({ kind: 'ping', seq: 9 });
    expect((await connection.next('pong')).seq).toBe(9);
    expect(handled).toBe(2);
  });

  it('can be read one by one, and is replied to when the next is asked for', async () => {
    const { client, connection, notify, reply } = await start();
    const read = client.notifications<{ n: number }>('t');
    notify({ offset: 1 });
    notify({ offset: 2 });
    expect((await read.next()).value).toMatchObject({ offset: 1, payload: { n: 1 } });
    expect(connection.takeAll()).toEqual([]);
    expect((await read.next()).value).toMatchObject({ offset: 2 });
    expect(await reply()).toEqual([1, 0, '']);
    await read.return();
    expect(await reply()).toEqual([2, 0, '']);
    expect(await read.next()).toEqual({ done: true, value: undefined });
  });

  it('that was seen is acknowledged when the client comes back, up to the first that was not handled', async () => {
    const { client, connection, gateway, timers, notify, reply } = await start();
    client.on('t', () => 1);
    client.on('slow', () => new Promise(() => {}));
    for (const offset of [3, 4]) notify({ offset });
    notify({ offset: 5, type: 'slow' });
    notify({ offset: 6 });
    for (let count = 0; count < 3; count++) await reply();
    connection.destroy();
    await new Promise<void>((resolve) => {
      client.onStateChange(() => resolve());
    });
    const next = gateway.nextConnection();
    timers.advance(10);
    const again = await next;
    expect((await again.next('hello')).body.resume?.lastOffset).toBe(4);
    again.welcome({ ...SESSION, resumed: true });
  });

  it('of topics goes on over the next connection, whose Hello names them', async () => {
    const { client, connection, gateway, timers } = await start();
    const subscribing = client.subscribe('a', 'b');
    const { seq, body } = await connection.next('request');
    expect([body.method, JSON.parse(Buffer.from(body.payload).toString())]).toEqual([
      'Subscribe',
      { topics: ['a', 'b'] },
    ]);
    connection.respond(seq, { payload: '{}' });
    await subscribing;
    connection.destroy();
    await new Promise<void>((resolve) => {
      client.onStateChange(() => resolve());
    });
    const next = gateway.nextConnection();
    timers.advance(10);
    expect((await (await next).next('hello')).body.topics).toEqual(['a', 'b']);
  });

  it('of more topics than a Hello holds: the others are subscribed to behind it', async () => {
    const topics = Array.from({ length: 500 }, (_, index) => `a.topic.of.the.program.${index}`);
    const { client, connection } = await start({ topics });
    const { seq, body } = await connection.next('request');
    const rest: { topics: readonly string[] } = JSON.parse(Buffer.from(body.payload).toString());
    expect([body.method, rest.topics.length > 100, topics.slice(-rest.topics.length)]).toEqual([
      'Subscribe',
      true,
      rest.topics,
    ]);
    connection.respond(seq, { payload: '{}' });
    expect(client.state.kind).toBe('connected');
  });
});
