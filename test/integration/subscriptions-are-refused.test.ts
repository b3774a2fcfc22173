import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ENCODING } from '../../src/wire/index.ts';
import { GatewayProcess } from '../support/gateway-process.ts';
import { publish } from '../support/publish.ts';
import { RawClient } from '../support/raw-client.ts';

let gateway: GatewayProcess;
beforeAll(async () => {
  const topics = ['--notify-topics', 'prices.*,user.{user},user.{user}.*'];
  gateway = await GatewayProcess.start([...topics, '--notify-max-topics', '2']);
});
afterAll(() => gateway.destroy());

const login = (token: string, topics: readonly string[] = []) =>
  RawClient.login(gateway.addresses.client, { token, topics: [...topics] });

async function subscribe(client: RawClient, seq: number, ...topics: readonly string[]) {
  const payload = Buffer.from(JSON.stringify({ topics }));
  const encoding = ENCODING.JSON;
  client.request(seq, { service: 'trunkline.client.v1.GatewayService', method: 'Subscribe', encoding, payload });
  const { status, failure } = await client.response(seq);
  return failure?.reason ?? status;
}

const delivered = async (topic: string) =>
  (await publish(gateway.addresses.admin, { topic, target: 'topic' })).delivered;

describe('a gateway whose operator says who may subscribe to what', () => {
  it('gives clients those topics, and says why they get no others', async () => {
    const client = await login('ada');
    expect(await subscribe(client, 1, 'prices.eur')).toBe(0);
    expect(await subscribe(client, 2, 'news')).toBe('TOPIC_FORBIDDEN');
    expect(await subscribe(client, 3, 'user.bob.orders')).toBe('TOPIC_FORBIDDEN');
    expect(await subscribe(client, 4, 'prices.>')).toBe('BAD_TOPIC');
    expect(await subscribe(client, 5, 'user.ada.orders')).toBe(0);
    expect(await subscribe(client, 6, 'prices.usd')).toBe('TOO_MANY_TOPICS');
    expect(await Promise.all(['prices.eur', 'user.ada.orders', 'news', 'prices.usd'].map(delivered))).toEqual([
      1, 1, 0, 0,
    ]);
    client.destroy();
  });

  it('gives a user who is called `*` the topics of nobody, whether it asks or names them as it logs in', async () => {
    const client = await login('*', ['user.bob']);
    expect(await subscribe(client, 1, 'user.bob')).toBe('TOPIC_FORBIDDEN');
    expect(await delivered('user.bob')).toBe(0);
    client.destroy();
  });
});
