import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ConsulAgent } from '../support/consul-agent.ts';
import { ConsulCluster } from '../support/consul-cluster.ts';

describe('a single Consul server', () => {
  let agent: ConsulAgent;
  beforeAll(async () => {
    agent = await ConsulAgent.start({ acl: true });
  });
  afterAll(() => agent[Symbol.asyncDispose]());

  it('is the version that everything was measured with', async () => {
    expect(await agent.json('GET', '/v1/agent/self')).toMatchObject({ Config: { Version: '1.8.7' } });
  });

  it('keeps what it was told through a kill', async () => {
    await agent.request('PUT', '/v1/kv/key', 'value');
    await agent.stop('SIGKILL');
    agent.run();
    await agent.ready();
    expect(await (await agent.request('GET', '/v1/kv/key?raw')).text()).toBe('value');
  });

  it('refuses a token that has no policy for a key', async () => {
    const { token } = await agent.createToken('one-key', 'key "mine" { policy = "write" }');
    const put = (key: string) =>
      fetch(`http://${agent.address}/v1/kv/${key}`, { method: 'PUT', body: 'x', headers: { 'X-Consul-Token': token } });
    expect((await put('mine')).status).toBe(200);
    expect((await put('other')).status).toBe(403);
  });
});

describe('a cluster of three', () => {
  it('elects another leader after its own was killed', async () => {
    await using cluster = await ConsulCluster.start();
    const { leader, followers } = await cluster.roles();
    await leader.stop('SIGKILL');
    const [survivor] = followers;
    await survivor?.ready();
    expect((await cluster.roles()).leader).not.toBe(leader);
  });
});
