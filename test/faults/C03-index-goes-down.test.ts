import { describe, expect, it } from 'vitest';
import { ConsulAgent } from '../support/consul-agent.ts';
import { ConsulGround } from '../support/consul-ground.ts';
import { waitFor } from '../support/wait-for.ts';
import { WriteProxy } from '../support/write-proxy.ts';

describe('C3', () => {
  it('a gateway follows the restore of a snapshot with a lower index, goes on from there, and does not ask in a loop', async () => {
    await using agent = await ConsulAgent.start();
    await using proxy = await WriteProxy.start(agent.ports.http);
    await using ground = await ConsulGround.open(
      [agent.address, `127.0.0.1:${proxy.port}`],
      ['--consul-wait-ms', '500'],
    );
    const snapshot = new Uint8Array(await (await agent.request('GET', '/v1/snapshot')).arrayBuffer());
    for (let revision = 2; revision <= 4; revision++) await ground.register(0, 'echo', 1000 + revision);
    await waitFor('both have the fourth', async () => (await ground.revision(1)) === 4);
    proxy.requestedAtMs.length = 0;
    expect((await agent.request('PUT', '/v1/snapshot', snapshot)).status).toBe(200);
    const isBack = async () => (await ground.revision(0)) === 1 && (await ground.revision(1)) === 1;
    await waitFor('both are back at the first', isBack, 10_000);
    expect(await ground.allServe()).toBe(true);
    await ground.register(0, 'echo', 7000);
    await waitFor('both have the new second', async () => (await ground.revision(1)) === 2, 5000);
    const seconds = (performance.now() - (proxy.requestedAtMs[0] ?? 0)) / 1000;
    // One a second and the burst, and what a change itself takes: the pointers.
    expect(proxy.requestedAtMs.length).toBeLessThan(seconds + 10);
  });
});
