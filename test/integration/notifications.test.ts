import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { type Client, type ConnectOptions, connect } from '../../src/client/index.ts';
import { OrderGateway } from '../clients/order-gateway.ts';
import { runCli } from '../support/run-cli.ts';
import { waitFor } from '../support/wait-for.ts';

let orders: OrderGateway;
beforeAll(async () => {
  orders = await OrderGateway.start();
});
afterAll(() => orders[Symbol.asyncDispose]());

async function login(token: string, options: ConnectOptions = {}): Promise<Client> {
  const client = await connect(orders.url, { token, ...options });
  onTestFinished(() => client.close({ timeoutMs: 0 }));
  return client;
}

/** `trunkline notify`, its report as JSON. */
async function notify(...args: readonly string[]) {
  const { code, stdout, stderr } = await runCli(['notify', '--admin', orders.admin, '-o', 'json', ...args]);
  if (code !== 0) throw new Error(stderr);
  return JSON.parse(stdout);
}

const TYPE = ['--type', 'order.shipped', '-d', '{"order":"42"}'];

describe('a notification', () => {
  it('reaches a session, and its handler’s answer reaches the publisher', async () => {
    const client = await login('ada');
    client.on<{ order: string }>('order.shipped', ({ order }) => ({ seen: order }));
    expect(await notify('--session', client.session.id, ...TYPE, '--wait', '5s')).toMatchObject({
      replied: 1,
      targets: [
        {
          sessionId: client.session.id,
          user: 'ada',
          outcome: 'TARGET_OUTCOME_REPLIED',
          reply: { status: 0, payload: { seen: '42' } },
        },
      ],
    });
  });

  it('reaches all sessions of a user, or the newest, and nobody else', async () => {
    const [old, newest, other] = [await login('bob'), await login('bob'), await login('eve')];
    const seen: string[] = [];
    for (const [name, client] of Object.entries({ old, newest, other }))
      client.on('order.shipped', () => seen.push(name));
    expect(await notify('--user', 'bob', ...TYPE, '--wait', '5s')).toMatchObject({ replied: 2 });
    expect(seen.sort()).toEqual(['newest', 'old']);
    expect(await notify('--user', 'bob', '--newest', ...TYPE, '--wait', '5s')).toMatchObject({ replied: 1 });
    expect(seen.at(-1)).toBe('newest');
  });

  it('reaches who has subscribed to its topic, until it unsubscribes', async () => {
    const [one, two] = [await login('ada'), await login('ada')];
    const prices = one.notifications<{ price: number }>('price');
    await one.subscribe('prices.eur');
    expect(await notify('--topic', 'prices.eur', '--type', 'price', '-d', '{"price":7}')).toMatchObject({
      delivered: 1,
    });
    expect((await prices.next()).value).toMatchObject({ type: 'price', offset: 0, payload: { price: 7 } });
    await one.unsubscribe('prices.eur');
    expect(await notify('--topic', 'prices.eur', '--type', 'price')).toMatchObject({ delivered: 0, notOnline: 1 });
    expect(two.state.kind).toBe('connected');
  });

  it('reaches everyone', async () => {
    const clients = [await login('ada'), await login('bob'), await login('eve')];
    let seen = 0;
    for (const client of clients) client.on('maintenance', () => seen++);
    const { delivered } = await notify('--all', '--type', 'maintenance');
    expect(delivered).toBeGreaterThanOrEqual(3);
    await waitFor('all three have it', () => seen === 3);
  });

  it('that nobody replies to in time says so, and what a handler throws is its reply', async () => {
    const client = await login('slow');
    client.on('never', () => new Promise(() => {}));
    client.on('broken', () => {
      throw new Error('out of paper');
    });
    expect(await notify('--user', 'slow', '--type', 'never', '--wait', '100ms')).toMatchObject({ timedOut: 1 });
    expect(await notify('--user', 'slow', '--type', 'broken', '--wait', '5s')).toMatchObject({
      targets: [{ reply: { status: 2, message: 'out of paper' } }],
    });
    expect(await notify('--user', 'slow', '--type', 'unheard', '--wait', '5s')).toMatchObject({
      targets: [{ reply: { status: 12 } }],
    });
  });

  it('to who is not there is not online, or stored until there is one', async () => {
    expect(await notify('--user', 'late', ...TYPE)).toMatchObject({ notOnline: 1, stored: 0 });
    const { stored } = await notify('--user', 'late', ...TYPE, '--at-least-once', '--id', 'kept-1');
    expect(stored).toBe(1);
    const client = await login('late');
    const seen: unknown[] = [];
    client.on('order.shipped', (payload, { id, offset, attempt }) => seen.push([payload, id, offset > 0, attempt]));
    await waitFor('it is there', () => seen.length === 1);
    expect(seen).toEqual([[{ order: '42' }, 'kept-1', true, 1]]);
    // It was replied to: another session does not get it.
    await waitFor('it is let go of', async () => (await metric('trunkline_notifications_stored_bytes')) === 0);
  });

  it.each([
    ['at its login comes in its place', 'early', ['news.local'], ['topic', 'user']],
    ['only afterwards comes then', 'tardy', [], ['user', 'topic']],
  ] as const)(
    'that is stored for a topic to which the next program of the user subscribes %s',
    async (_, user, topics, order) => {
      const first = await login(user, { topics: ['news.local'] });
      const stored = ['--type', 'news', '--at-least-once', '--id'];
      expect(await notify('--topic', 'news.local', ...stored, `${user}/topic`)).toMatchObject({ delivered: 1 });
      expect(await notify('--user', user, ...stored, `${user}/user`)).toMatchObject({ delivered: 1 });
      // It has no handler, and replies to nothing.
      await first.close({ timeoutMs: 0 });
      const seen: string[] = [];
      const next = await login(user, { topics });
      next.on('*', (_payload, { id }) => {
        seen.push(id.replace(`${user}/`, ''));
      });
      await waitFor('something has come', () => seen.length > 0);
      await next.subscribe('news.local');
      await waitFor('both have come', () => seen.length === 2);
      expect(seen).toEqual(order);
    },
  );

  it('that is published twice with one id arrives once, and is answered alike', async () => {
    const client = await login('twice');
    let seen = 0;
    client.on('order.shipped', () => ++seen);
    const first = await notify('--user', 'twice', ...TYPE, '--id', 'same', '--wait', '5s');
    expect(await notify('--user', 'twice', ...TYPE, '--id', 'same', '--wait', '5s')).toEqual(first);
    expect(seen).toBe(1);
  });

  it.each([
    [['--user', 'ada', '--type', 'trunkline.gap'], 'gateway’s own'],
    [['--user', 'ada', '--type', 'a b'], 'type must be'],
    [['--topic', 'a b', ...TYPE], 'topic must be'],
    [['--user', 'ada', '--type', 't', '-d', 'nonsense'], 'not JSON'],
    [['--user', 'ada', '--type', 't', '-d', '{"id":1}', '--message', 'no.such.Type'], 'no.such.Type'],
    [
      [
        '--user',
        'ada',
        '--type',
        't',
        '-d',
        '{"nope":1}',
        '--message',
        `${OrderGateway.SERVICE.replace('OrderService', 'Order')}`,
      ],
      'nope',
    ],
  ])('of %j is refused, and says why', async (args, why) => {
    const { code, stderr } = await runCli(['notify', '--admin', orders.admin, ...args]);
    expect([code, stderr]).toEqual([1, expect.stringContaining(why)]);
  });

  it('is told as a table', async () => {
    await login('table');
    const { code, stdout, stderr } = await runCli([
      ...['notify', '--admin', orders.admin, '-o', 'table', '--user', 'table'],
      ...[...TYPE, '--id', 'shown'],
    ]);
    expect([code, stdout]).toEqual([
      0,
      expect.stringMatching(/SESSION +USER +OUTCOME +REPLY\n\S+ +table +delivered +-/),
    ]);
    expect(stderr).toBe('shown: 1 delivered.\n');
  });
});

async function metric(name: string): Promise<number | undefined> {
  return (await orders.gateway.metrics()).get(name);
}
