import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildJavaClient, buildPythonClient } from '../clients/foreign-client.ts';
import { OrderGateway } from '../clients/order-gateway.ts';

const ID = 'order-7';
/** GetOrderResponse { order: { id: ID } } */
const ANSWER = Buffer.concat([Buffer.from([0x0a, 2 + ID.length, 0x0a, ID.length]), Buffer.from(ID)]).toString('hex');

let orders: OrderGateway;

beforeAll(async () => {
  orders = await OrderGateway.start(['--session-min-heartbeat-ms', '1000']);
});

afterAll(async () => {
  await orders[Symbol.asyncDispose]();
});

describe.each([
  ['Python', buildPythonClient, {}],
  ['Java on Netty’s stock codecs', buildJavaClient, { pipelined: '1000' }],
])('a client in %s', (_, build, more) => {
  it('logs in, calls in JSON and in binary, gets an error, answers a Ping, calls again and leaves', async () => {
    const client = await build();
    const address = orders.gateway.addresses.client;
    const scenario = { address, service: OrderGateway.SERVICE, method: 'GetOrder', id: ID };
    const { session, pings, json, ...seen } = await client.run(scenario).finally(() => client.remove());
    expect(session).toMatch(/^[\w-]{22}$/);
    expect(Number(pings)).toBeGreaterThanOrEqual(1);
    expect(JSON.parse(json ?? '')).toEqual({ order: { id: ID } });
    expect(seen).toMatchObject({
      binary: ANSWER,
      after: ANSWER,
      error: '12 UNKNOWN_METHOD GATEWAY NEVER',
      left: 'yes',
      ...more,
    });
  });
});
