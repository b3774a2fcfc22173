import { describe, expect, it } from 'vitest';
import { adminClient } from '../../src/admin-api/index.ts';
import { ConsulAgent } from '../support/consul-agent.ts';
import { ConsulGround } from '../support/consul-ground.ts';
import { recordOf, writeRevision } from '../support/consul-records.ts';
import { consulStore } from '../support/consul-store.ts';
import { plainSet } from '../support/descriptor-sets.ts';
import { GatewayProcess } from '../support/gateway-process.ts';
import { openRegistry } from '../support/registry.ts';
import { waitFor } from '../support/wait-for.ts';
import { WriteProxy } from '../support/write-proxy.ts';

describe('C2', () => {
  it('a gateway that is cut off from Consul serves on, asks at most once a second, and is up to date within 5 s', async () => {
    await using agent = await ConsulAgent.start();
    await using proxy = await WriteProxy.start(agent.ports.http);
    const flags = ['--consul-wait-ms', '300', '--consul-timeout-ms', '200'];
    await using ground = await ConsulGround.open([agent.address, `127.0.0.1:${proxy.port}`], flags);
    await waitFor('both have it', async () => (await ground.revision(1)) === 1);
    proxy.partitioned = true;
    proxy.requestedAtMs.length = 0;
    await waitFor('some requests are lost', () => proxy.requestedAtMs.length > 3, 20_000);
    // The two are of the burst.
    expect(proxy.mostInASecond).toBeLessThanOrEqual(2);
    await ground.register(0, 'echo', 2000);
    expect([await ground.revision(0), await ground.revision(1)]).toEqual([2, 1]);
    expect(await ground.allServe()).toBe(true);
    proxy.partitioned = false;
    await waitFor('the gateway is up to date', async () => (await ground.revision(1)) === 2, 5000);
    expect(await ground.allServe()).toBe(true);
  });

  it('asks at most once a second for all services that it follows, and each is up to date within 5 s', async () => {
    await using agent = await ConsulAgent.start();
    await using proxy = await WriteProxy.start(agent.ports.http);
    const flags = ['--consul-wait-ms', '300', '--consul-timeout-ms', '200'];
    const options = { environment: { CONSUL_HTTP_ADDR: `127.0.0.1:${proxy.port}` } };
    const gateway = await GatewayProcess.start(flags, options);
    const names = Array.from({ length: 12 }, (_, index) => `service-${index}`);
    const admin = adminClient(gateway.addresses.admin, { timeoutMs: 10_000 });
    for (const name of names) {
      const instance = { Name: name, Address: '127.0.0.1', Port: 1 };
      expect((await agent.request('PUT', '/v1/agent/service/register', JSON.stringify(instance))).status).toBe(200);
      await admin.call(admin.registry.RegisterBackend, {
        name,
        descriptorSet: plainSet(name.replace('-', '')),
        consul: { service: name },
      });
    }
    const ages = async () =>
      [...(await gateway.metrics())].filter(([key]) => key.startsWith('trunkline_backend_endpoints_age_seconds'));
    await waitFor('all are followed', async () => (await ages()).filter(([, age]) => age < 1).length === names.length);
    proxy.partitioned = true;
    // Until its first question is lost, each has no reason to doubt.
    await waitFor('all have asked in vain', async () => (await ages()).every(([, age]) => age > 2), 20_000);
    proxy.requestedAtMs.length = 0;
    await waitFor('all are old', async () => (await ages()).every(([, age]) => age > 6), 20_000);
    expect(proxy.requestedAtMs.length).toBeGreaterThan(2);
    expect(proxy.mostInASecond).toBeLessThanOrEqual(2);
    proxy.partitioned = false;
    await waitFor('all are confirmed', async () => (await ages()).every(([, age]) => age < 1), 5000);
    admin.close();
    await gateway.destroy();
  });

  it('who missed more changes than the head tells of reads all pointers once', async () => {
    await using agent = await ConsulAgent.start();
    await using proxy = await WriteProxy.start(agent.ports.http);
    const writer = consulStore(agent.ports.http);
    const hash = await writeRevision(writer, 'things', []);
    const reader = await openRegistry(
      consulStore(proxy.port, { consul: { timeoutMs: 200 }, follower: { waitMs: 300 } }),
    );
    proxy.partitioned = true;
    for (let count = 1; count <= 300; count++) await writer.commit(recordOf(`things-${count}`, [hash]), 0);
    const lists: string[] = [];
    proxy.intercept = (path) => {
      if (path.includes('recurse')) lists.push(path);
      return null;
    };
    proxy.partitioned = false;
    await waitFor('the reader is up to date', () => reader.list().length === 301, 5000);
    expect(lists.length).toBe(1);
    await Promise.all([writer.close(), reader.close()]);
  });
});
