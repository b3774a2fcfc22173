import { describe, expect, it } from 'vitest';
import { ConsulAgent } from '../support/consul-agent.ts';
import { ConsulCluster } from '../support/consul-cluster.ts';
import { ConsulGround } from '../support/consul-ground.ts';
import { waitFor } from '../support/wait-for.ts';
import { WriteProxy } from '../support/write-proxy.ts';

const AGE = 'trunkline_registry_age_seconds';
const SOON = ['--consul-wait-ms', '500'];

describe('C1', () => {
  it('a cluster without a quorum stops no call, and what changes after it is back is live within 5 s', async () => {
    await using cluster = await ConsulCluster.start();
    const { leader, followers } = await cluster.roles();
    const [kept, lost] = followers;
    if (kept === undefined || lost === undefined) throw new Error('there are no followers');
    await using ground = await ConsulGround.open([kept.address], SOON);
    const [gateway] = ground.gateways;
    await Promise.all([leader.stop('SIGKILL'), lost.stop('SIGKILL')]);
    await waitFor('the registry grows old', async () => ((await gateway?.metrics())?.get(AGE) ?? 0) > 3);
    expect(await ground.allServe()).toBe(true);
    expect((await gateway?.get('/ready'))?.status).toBe(200);
    await expect(ground.register(0, 'echo', 2000)).rejects.toThrow();
    lost.run();
    await Promise.all([kept.ready(), lost.ready()]);
    await ground.register(0, 'echo', 3000);
    expect(await ground.revision(0)).toBe(2);
    await waitFor('the registry is young', async () => ((await gateway?.metrics())?.get(AGE) ?? 9) < 1, 5000);
    expect(await ground.allServe()).toBe(true);
  });

  it.each([500, 200])(
    '"No cluster leader" with status %i is an error, and what was read last serves on',
    async (status) => {
      await using agent = await ConsulAgent.start();
      await using proxy = await WriteProxy.start(agent.ports.http);
      await using ground = await ConsulGround.open([`127.0.0.1:${proxy.port}`], SOON);
      const [gateway] = ground.gateways;
      proxy.intercept = () => ({ status, body: 'No cluster leader', headers: { 'content-type': 'text/plain' } });
      const said = () =>
        gateway?.log.some((line) => line.includes('cannot be followed') && line.includes('No cluster leader'));
      await waitFor('the gateway notices', () => said() === true);
      expect(await ground.allServe()).toBe(true);
      expect((await gateway?.get('/ready'))?.status).toBe(200);
      proxy.intercept = () => null;
      const back = () => gateway?.log.some((line) => line.includes('the registry can be reached'));
      await waitFor('the gateway is up to date', () => back() === true, 5000);
    },
  );
});
