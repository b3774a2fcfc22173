import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { adminClient, type EndpointState } from '../../src/admin-api/index.ts';
import { ConsulSource } from '../../src/backend/consul/consul-source.ts';
import { systemClock } from '../../src/clock/index.ts';
import { FOLLOWER_DEFAULTS, Outage } from '../../src/consul/index.ts';
import { STATUS } from '../../src/status/index.ts';
import { ConsulAgent } from '../support/consul-agent.ts';
import { consulClient } from '../support/consul-client.ts';
import { ECHO_DESCRIPTORS } from '../support/echo-messages.ts';
import { echoCall, FaultGround } from '../support/fault-ground.ts';
import { NodeEchoBackend } from '../support/node-echo-backend.ts';
import { waitFor } from '../support/wait-for.ts';

let consul: ConsulAgent;
let ground: FaultGround;
let second: NodeEchoBackend;
beforeAll(async () => {
  consul = await ConsulAgent.start();
  ground = await FaultGround.open([], { CONSUL_HTTP_ADDR: consul.address });
  second = await NodeEchoBackend.start();
});
afterAll(async () => {
  await ground[Symbol.asyncDispose]();
  await second.stop();
  await consul[Symbol.asyncDispose]();
});

const portOf = (address: string): number => Number(address.split(':').at(-1));

async function put(path: string, body?: unknown): Promise<void> {
  const response = await consul.request('PUT', path, body === undefined ? undefined : JSON.stringify(body));
  expect(response.status).toBe(200);
}

const instance = (service: string, ID: string, parts: Readonly<Record<string, unknown>>) =>
  put('/v1/agent/service/register', { ID, Name: service, ...parts });

/** As whoever may write to the catalog can: an agent would refuse some of it. */
const inCatalog = (service: string, ID: string, Address: string, Port: number) =>
  put('/v1/catalog/register', {
    Node: 'another',
    Address: '10.9.9.9',
    Service: { ID, Service: service, Address, Port },
  });

async function follow(service: string, tag = ''): Promise<void> {
  const admin = adminClient(ground.gateway.addresses.admin, { timeoutMs: 30_000 });
  const descriptorSet = readFileSync(ECHO_DESCRIPTORS);
  const target = { service, tag, datacenter: '' };
  await admin.call(admin.registry.RegisterBackend, { name: 'echo', descriptorSet, consul: target, policy: {} });
  admin.close();
}

async function serving(): Promise<readonly EndpointState[]> {
  const admin = adminClient(ground.gateway.addresses.admin, { timeoutMs: 30_000 });
  const { endpoints } = await admin.call(admin.registry.GetBackend, { name: 'echo' });
  admin.close();
  return endpoints;
}

const addresses = async () => (await serving()).map(({ address }) => address).sort();
const become = (expected: readonly string[]) =>
  waitFor(
    `it serves from ${expected.join(', ')}`,
    async () => (await addresses()).join() === [...expected].sort().join(),
  );

describe('C11', () => {
  it('a backend is called at the passing instances of its service, which come and go', async () => {
    const [one, two] = [ground.echo.address, second.address];
    // Without an address: that of the node.
    await instance('orders', 'a', { Port: portOf(one), Weights: { Passing: 3, Warning: 1 } });
    await follow('orders');
    await ground.survives(async () => {
      await become([one]);
      await instance('orders', 'b', { Address: '127.0.0.1', Port: portOf(two), Tags: ['v2'] });
      await become([one, two]);
      const weights = new Map((await serving()).map(({ address, weight, tags }) => [address, [weight, tags]]));
      expect(weights).toEqual(
        new Map([
          [one, [3, []]],
          [two, [1, ['v2']]],
        ]),
      );
      await put('/v1/agent/service/maintenance/a?enable=true');
      await become([two]);
      const client = await ground.login();
      client.request(1, echoCall({}));
      expect((await client.response(1)).status).toBe(STATUS.OK);
      client.destroy();
      await put('/v1/agent/service/maintenance/a?enable=false');
      await become([one, two]);
      await follow('orders', 'v2');
      await become([two]);
    });
  });

  it('an instance at an address that no backend can be behind is not called, and operators hear why', async () => {
    // Consul itself refuses 0.0.0.0: the unit test of addresses has it.
    const bad = ['169.254.169.254', 'backend.example.com', '224.0.0.1', '::ffff:169.254.169.254'];
    for (const [index, address] of bad.entries()) await inCatalog('hostile', `bad-${index}`, address, 80);
    await inCatalog('hostile', 'no-port', '127.0.0.1', 0);
    await instance('hostile', 'good', { Address: '127.0.0.1', Port: portOf(second.address) });
    await follow('hostile');
    await ground.survives(async () => {
      await become([second.address]);
      const told = ground.gateway.log.filter((line) => line.includes('an instance in Consul is not called'));
      expect(told).toHaveLength(bad.length + 1);
    });
  });

  it('where Consul cannot be reached, endpoints stay', async () => {
    await follow('hostile');
    await become([second.address]);
    await consul.stop();
    await waitFor('the gateway notices', async () =>
      ground.gateway.log.some((line) => line.includes('Consul cannot be followed')),
    );
    expect(await addresses()).toEqual([second.address]);
    consul.run();
    await consul.ready();
  });

  it('instances that come and go ten times a second are looked at about once a second', async () => {
    const tells: number[] = [];
    const client = consulClient(consul.ports.http);
    const source = new ConsulSource(
      { kind: 'consul', service: 'flapping', tag: '', datacenter: '' },
      {
        consul: client,
        follower: FOLLOWER_DEFAULTS,
        clock: systemClock,
        outage: new Outage(systemClock),
        random: Math.random,
        ownPorts: new Set(),
        report: { refused: () => undefined, stateChanged: () => undefined },
      },
    );
    await instance('flapping', 'stable', { Address: '127.0.0.1', Port: 1 });
    source.follow((endpoints) => tells.push(endpoints.length));
    await waitFor('the first instance', async () => tells.length > 0);
    const startedAtMs = performance.now();
    for (let flap = 0; flap < 15; flap++) {
      await instance('flapping', 'flapping', { Address: '127.0.0.1', Port: 2 });
      await put('/v1/agent/service/deregister/flapping');
    }
    await instance('flapping', 'flapping', { Address: '127.0.0.1', Port: 2 });
    await waitFor('the last word', async () => tells.at(-1) === 2);
    const seconds = (performance.now() - startedAtMs) / 1000;
    expect(tells.length).toBeLessThanOrEqual(Math.ceil(seconds) + 3);
    expect(tells).not.toContain(0);
    source.close();
    client.close();
  });
});
