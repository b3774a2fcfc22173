import { describe, expect, it } from 'vitest';
import { ClientService, TopicPolicy } from '../../../src/notify/index.ts';
import { STATUS } from '../../../src/status/index.ts';
import { ENCODING } from '../../../src/wire/index.ts';
import { NotifyWorld } from '../../support/notify-world.ts';

const MAX_TOPICS = 3;
const NO_PAYLOAD = new Uint8Array(0);

/** A client that may have prices, and what is for its user. */
function login(user: string) {
  const world = new NotifyWorld();
  const { client, session } = world.login(user);
  const policy = new TopicPolicy('prices.*,user.{user},user.{user}.*');
  const service = new ClientService(world.hub, policy, MAX_TOPICS, { requestArrived: () => {} });
  let seq = 0;
  const ask = (method: string, payload: Uint8Array, encoding: number = ENCODING.JSON) => {
    const asked = { service: 'trunkline.client.v1.GatewayService', method, encoding, payload };
    service.requestArrived(session, ++seq, { ...asked, timeoutMs: 0, metadata: [], idempotent: false });
    return client.responses(seq);
  };
  const topicsIn = (topics: readonly string[]) => Buffer.from(JSON.stringify({ topics }));
  return {
    ask,
    subscribe: (...topics: readonly string[]) => ask('Subscribe', topicsIn(topics)),
    unsubscribe: (...topics: readonly string[]) => ask('Unsubscribe', topicsIn(topics)),
    subscribeAtLogin: (...topics: readonly string[]) => service.subscribeAtLogin(session, topics),
    topics: () => world.hub.topics.topicsOf(session),
  };
}

const DONE = [{ status: STATUS.OK, failure: null }];
const refused = (status: number, reason: string) => [{ status, failure: { reason, origin: 'GATEWAY', sent: 'NEVER' } }];
const FORBIDDEN = refused(STATUS.PERMISSION_DENIED, 'TOPIC_FORBIDDEN');
const TOO_MANY = refused(STATUS.RESOURCE_EXHAUSTED, 'TOO_MANY_TOPICS');

describe('a client that subscribes', () => {
  it('has the topics that it may have, and its own', () => {
    const { subscribe, topics } = login('ada');
    expect(subscribe('prices.eur', 'user.ada.orders')).toMatchObject(DONE);
    expect(topics()).toEqual(['prices.eur', 'user.ada.orders']);
  });

  it.each(['news', 'prices', 'user.bob.orders', 'user.adam.orders'])('is forbidden %s', (topic) => {
    const { subscribe, topics } = login('ada');
    expect(subscribe(topic)).toMatchObject(FORBIDDEN);
    expect(topics()).toEqual([]);
  });

  it.each(['*', 'a*', '$`', 'a.ada'])('is forbidden the topics of others, though it is called `%s`', (user) => {
    const { subscribe, topics } = login(user);
    for (const topic of ['user.ada', 'user.ada.orders', 'user.a.ada'])
      expect(subscribe(topic)).toMatchObject(FORBIDDEN);
    expect(topics()).toEqual([]);
  });

  it.each(['', 'a b', 'prices..eur', 'prices.*', 'prices.>', 'prices.eur\n', `prices.${'x'.repeat(200)}`])(
    'is told that `%s` is no topic, before it is told what it may have',
    (topic) => {
      const { subscribe, topics } = login('ada');
      expect(subscribe(topic)).toMatchObject(refused(STATUS.INVALID_ARGUMENT, 'BAD_TOPIC'));
      expect(topics()).toEqual([]);
    },
  );

  it('has none of those that it names at once where one of them is refused', () => {
    const { subscribe, topics } = login('ada');
    expect(subscribe('prices.eur', 'news')).toMatchObject(FORBIDDEN);
    expect(topics()).toEqual([]);
  });

  it('may have so many topics, of which one that it names twice is one, and one that it has is none', () => {
    const { subscribe, topics } = login('ada');
    expect(subscribe('prices.a', 'prices.b', 'prices.a', 'prices.b')).toMatchObject(DONE);
    expect(subscribe('prices.c', 'prices.d')).toMatchObject(TOO_MANY);
    expect(topics()).toEqual(['prices.a', 'prices.b']);
    expect(subscribe('prices.c', 'prices.a')).toMatchObject(DONE);
    expect(subscribe('prices.d')).toMatchObject(TOO_MANY);
    expect(subscribe('prices.c')).toMatchObject(DONE);
    expect(topics()).toEqual(['prices.a', 'prices.b', 'prices.c']);
  });

  it('has room again for what it has unsubscribed from', () => {
    const { subscribe, unsubscribe, topics } = login('ada');
    subscribe('prices.a', 'prices.b', 'prices.c');
    expect(unsubscribe('prices.b', 'prices.never')).toMatchObject(DONE);
    expect(subscribe('prices.d')).toMatchObject(DONE);
    expect(topics()).toEqual(['prices.a', 'prices.c', 'prices.d']);
  });

  it('in protobuf is held to the same', () => {
    const { ask, topics } = login('ada');
    const one = (topic: string) => Buffer.concat([Buffer.from([10, topic.length]), Buffer.from(topic)]);
    expect(ask('Subscribe', one('news'), ENCODING.PROTO)).toMatchObject(FORBIDDEN);
    expect(ask('Subscribe', one('prices.eur'), ENCODING.PROTO)).toMatchObject(DONE);
    expect(ask('Subscribe', NO_PAYLOAD, ENCODING.PROTO)).toMatchObject(DONE);
    expect(topics()).toEqual(['prices.eur']);
  });

  it.each([
    ['what is no protobuf', ENCODING.PROTO, Buffer.from([10, 200]), 'BAD_PAYLOAD'],
    ['what is no JSON', ENCODING.JSON, Buffer.from('topics'), 'BAD_JSON'],
    ['topics that are no list', ENCODING.JSON, Buffer.from('{"topics":"prices.eur"}'), 'BAD_JSON'],
    ['topics that are no strings', ENCODING.JSON, Buffer.from('{"topics":[1]}'), 'BAD_JSON'],
    ['nothing in JSON', ENCODING.JSON, Buffer.from('null'), 'BAD_JSON'],
  ])('is told that %s is no request', (_, encoding, payload, reason) => {
    expect(login('ada').ask('Subscribe', payload, encoding)).toMatchObject(refused(STATUS.INVALID_ARGUMENT, reason));
  });

  it('at its login has those that it may have of what it names, up to as many as it may', () => {
    const { subscribeAtLogin, topics } = login('ada');
    subscribeAtLogin('news', 'a b', 'prices.a', 'user.bob.x', 'user.ada.x', 'prices.b', 'prices.c');
    expect(topics()).toEqual(['prices.a', 'user.ada.x', 'prices.b']);
  });
});
