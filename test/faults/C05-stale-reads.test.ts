import { describe, expect, it } from 'vitest';
import { READ_NOW } from '../../src/consul/index.ts';
import { ConsulAgent } from '../support/consul-agent.ts';
import { consulClient } from '../support/consul-client.ts';
import { consulStore } from '../support/consul-store.ts';
import { openRegistry, upload } from '../support/registry.ts';
import { waitFor } from '../support/wait-for.ts';
import { WriteProxy } from '../support/write-proxy.ts';

const endpoint = (port: number) => ({ target: { kind: 'static', endpoints: [`127.0.0.1:${port}`] } }) as const;

describe('C5', () => {
  it('an answer of a server that is behind takes nothing back, until a consistent read says the same', async () => {
    await using agent = await ConsulAgent.start();
    await using proxy = await WriteProxy.start(agent.ports.http);
    const consul = consulClient(agent.ports.http);
    const writer = await openRegistry(consulStore(agent.ports.http));
    const reader = await openRegistry(consulStore(proxy.port, { follower: { periodMs: 100 } }));
    await writer.register(upload(endpoint(1)));
    const old = await consul.kvGet('trunkline/head', READ_NOW);
    await writer.register(upload(endpoint(2)));
    // The backend alone does not tell: the reader may have the second's pointer by the news of the first.
    const { index } = await consul.kvGet('trunkline/head', READ_NOW);
    let askedSince = 0;
    proxy.intercept = (path) => {
      askedSince = Number(/[?&]index=(\d+)/.exec(path)?.[1] ?? 0);
      return null;
    };
    await waitFor('the reader waits for what comes after the second', () => askedSince === index);
    expect(reader.find('things')?.version).toBe(2);

    // A server that lags answers stale reads as of then; the leader is asked for consistent ones.
    const behind = JSON.stringify([
      { Key: 'trunkline/head', Value: old.value?.value.toString('base64'), ModifyIndex: old.value?.modifyIndex },
    ]);
    let answered = 0;
    let consistent = 0;
    proxy.intercept = (path) => {
      if (path.includes('consistent')) consistent++;
      if (!path.includes('stale')) return null;
      answered++;
      return { body: behind, headers: { 'x-consul-index': String(old.index) } };
    };
    // The query that waits is answered by the real one: something must happen first.
    await writer.register(upload(endpoint(3)));
    await waitFor('old answers came, and were checked', () => answered >= 2 && consistent >= 2, 15_000);
    expect(reader.find('things')?.version).toBe(3);
    proxy.intercept = () => null;
    await writer.register(upload(endpoint(4)));
    await waitFor('the reader goes on', () => reader.find('things')?.version === 4, 5000);
    await Promise.all([writer.close(), reader.close()]);
    consul.close();
  });

  it('a restored snapshot takes back what it lacks, backends and all, on every gateway', async () => {
    await using agent = await ConsulAgent.start();
    const [one, other] = [
      await openRegistry(consulStore(agent.ports.http, { follower: { waitMs: 1000 } })),
      await openRegistry(consulStore(agent.ports.http, { follower: { waitMs: 1000 } })),
    ];
    await one.register(upload(endpoint(1)));
    const snapshot = new Uint8Array(await (await agent.request('GET', '/v1/snapshot')).arrayBuffer());
    await one.register(upload(endpoint(2)));
    await one.remove('things');
    await waitFor('the other knows', () => other.find('things')?.version === 3);
    await agent.request('PUT', '/v1/snapshot', snapshot);
    const isBack = () => [one, other].every((registry) => registry.find('things')?.version === 1);
    await waitFor('both are back', isBack);
    expect([one, other].map((registry) => registry.list().length)).toEqual([1, 1]);
    await Promise.all([one.close(), other.close()]);
  });
});
