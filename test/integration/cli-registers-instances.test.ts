import { afterAll, beforeAll, expect, test } from 'vitest';
import { adminClient, type EndpointState } from '../../src/admin-api/index.ts';
import { connect } from '../../src/client/index.ts';
import { ConsulAgent } from '../support/consul-agent.ts';
import { ECHO_DESCRIPTORS, ECHO_SERVICE } from '../support/echo-messages.ts';
import { GatewayProcess } from '../support/gateway-process.ts';
import { NodeEchoBackend } from '../support/node-echo-backend.ts';
import { runCli } from '../support/run-cli.ts';
import { waitFor } from '../support/wait-for.ts';

let consul: ConsulAgent;
let gateway: GatewayProcess;
let backend: NodeEchoBackend;
beforeAll(async () => {
  [consul, backend] = await Promise.all([ConsulAgent.start(), NodeEchoBackend.start()]);
  gateway = await GatewayProcess.start([], { environment: { CONSUL_HTTP_ADDR: consul.address } });
});
afterAll(async () => {
  await Promise.all([gateway.destroy(), backend.stop(), consul[Symbol.asyncDispose]()]);
});

const register = (flags: readonly string[], consulAddress = consul.address) =>
  runCli(['backend', 'register', 'echo', '--descriptors', ECHO_DESCRIPTORS, ...flags], {
    TRUNKLINE_ADMIN: gateway.addresses.admin,
    CONSUL_HTTP_ADDR: consulAddress,
  });

async function serving(): Promise<readonly EndpointState[]> {
  const admin = adminClient(gateway.addresses.admin, { timeoutMs: 30_000 });
  const { endpoints } = await admin.call(admin.registry.GetBackend, { name: 'echo' });
  admin.close();
  return endpoints;
}

test('an agent that does not answer leaves the registry as it is', async () => {
  const { code, stderr } = await register(['--instance', backend.address], '127.0.0.1:1');
  expect(code).toBe(1);
  expect(stderr).toContain('The Consul agent at 127.0.0.1:1 did not take the instances. The registry is as it was.');
  expect(stderr).toContain('ECONNREFUSED');
  const { stdout } = await runCli(['list', '-o', 'json'], { TRUNKLINE_ADMIN: gateway.addresses.admin });
  expect(JSON.parse(stdout)).toEqual([]);
});

test('a dry run tells Consul nothing', async () => {
  expect((await register(['--instance', backend.address, '--dry-run'])).code).toBe(0);
  expect(await consul.json('GET', '/v1/agent/services')).toEqual({});
});

test('a backend that is told to Consul by --instance is called while it says that it is well', async () => {
  expect(await register(['--instance', `${backend.address}?tag=v2`])).toMatchObject({ code: 0 });
  const [host = '', port = ''] = backend.address.split(':');
  expect(await consul.json('GET', '/v1/agent/services')).toMatchObject({
    [`echo-${host}-${port}`]: { Service: 'echo', Address: host, Port: Number(port), Tags: ['v2'] },
  });
  await waitFor('the instance passes', async () => (await serving()).length === 1, 30_000);
  expect(await serving()).toMatchObject([{ address: backend.address, tags: ['v2'] }]);
  const client = await connect(`tcp://${gateway.addresses.client}`);
  expect(await client.call(`${ECHO_SERVICE}/Unary`, { body: 'YQ==' })).toMatchObject({ body: 'YQ==' });
  await client.close();
  backend.setHealthy(false);
  await waitFor('it is called no more', async () => (await serving()).length === 0, 30_000);
});

test('a backend whose instances tell Consul of themselves is called where --consul says', async () => {
  const [Address = '', port = ''] = backend.address.split(':');
  for (const [ID, Port, Tags] of [
    ['here', Number(port), ['v2']],
    ['elsewhere', 1, ['v1']],
  ] as const) {
    const body = JSON.stringify({ ID, Name: 'themselves', Address, Port, Tags });
    expect((await consul.request('PUT', '/v1/agent/service/register', body)).status).toBe(200);
  }
  expect(await register(['--consul', 'themselves?tag=v2&dc=dc1'])).toMatchObject({ code: 0 });
  await waitFor('the instance is there', async () => (await serving()).length === 1, 30_000);
  expect(await serving()).toMatchObject([{ address: backend.address, tags: ['v2'] }]);
});

test.each([
  [['--consul', 'themselves?weight=3'], 'After the question mark stands tag=TAG or dc=DATACENTER.'],
  [['--endpoint', '127.0.0.1:1', '--instance', '127.0.0.1:1'], 'and not both'],
  [['--instance', '127.0.0.1:1?weight=3'], 'HOST:PORT[?tag=TAG]'],
  [['--instance', 'nowhere'], 'HOST:PORT'],
])('%j is refused as it was typed', async (flags, why) => {
  const { code, stderr } = await register(flags);
  expect(code).toBe(2);
  expect(stderr).toContain(why);
});
