import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ConsulAgent } from '../support/consul-agent.ts';
import { ConsulGround, sharedBy } from '../support/consul-ground.ts';
import { GatewayProcess } from '../support/gateway-process.ts';
import { waitFor } from '../support/wait-for.ts';

let agent: ConsulAgent;
let ground: ConsulGround;
beforeAll(async () => {
  agent = await ConsulAgent.start();
  ground = await ConsulGround.open(sharedBy(agent, 2));
});
afterAll(async () => {
  await ground[Symbol.asyncDispose]();
  await agent[Symbol.asyncDispose]();
});

describe('gateways on one registry in Consul', () => {
  it('serve what was registered through either of them', async () => {
    await waitFor('both serve it', () => ground.allServe());
    await ground.register(1, 'echo', 2000);
    await waitFor('both have the second revision', async () => (await ground.revision(0)) === 2);
    expect(await ground.revision(1)).toBe(2);
  });

  it('refuse a service that a backend of the other one owns', async () => {
    await expect(ground.register(1, 'thief')).rejects.toMatchObject({ findings: [{ rule: 'FORBIDDEN' }] });
  });

  it('have it again when they start again, from the variables of Consul alone', async () => {
    const gateway = await GatewayProcess.start(['--registry', 'consul://'], {
      environment: { CONSUL_HTTP_ADDR: `http://${agent.address}` },
    });
    expect((await gateway.metrics()).get('trunkline_registry_methods')).toBeGreaterThan(0);
    await gateway.destroy();
  });

  it('do not start where Consul cannot be reached, and say so', async () => {
    await expect(GatewayProcess.start(['--registry', 'consul://127.0.0.1:1'])).rejects.toThrow('ECONNREFUSED');
  });
});
