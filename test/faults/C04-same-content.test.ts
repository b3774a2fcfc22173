import { describe, expect, it } from 'vitest';
import { READ_NOW } from '../../src/consul/index.ts';
import { ConsulAgent } from '../support/consul-agent.ts';
import { consulClient } from '../support/consul-client.ts';
import { consulStore } from '../support/consul-store.ts';
import { openRegistry, upload } from '../support/registry.ts';
import { waitFor } from '../support/wait-for.ts';
import { WriteProxy } from '../support/write-proxy.ts';

describe('C4', () => {
  it('an index that changes while the content does not is no reload, and content that changes under the same index is', async () => {
    await using agent = await ConsulAgent.start();
    await using proxy = await WriteProxy.start(agent.ports.http);
    const consul = consulClient(agent.ports.http);
    const [writer, reader] = [
      await openRegistry(consulStore(agent.ports.http)),
      await openRegistry(consulStore(proxy.port, { follower: { periodMs: 100, waitMs: 1000 } })),
    ];
    await writer.register(upload());
    await waitFor('the reader has it', () => reader.find('things')?.version === 1);
    const { generation } = reader;
    const { value: entry } = await consul.kvGet('trunkline/head', READ_NOW);
    if (entry === null) throw new Error('there is no head');
    await consul.kvPut('trunkline/head', Buffer.concat([entry.value, Buffer.from(' ')]), null);
    await consul.kvPut('trunkline/head', entry.value, null);
    const asked = proxy.requestedAtMs.length;
    await waitFor('the reader has asked again', () => proxy.requestedAtMs.length >= asked + 2);
    expect(reader.generation).toBe(generation);

    await writer.register(upload({ target: { kind: 'static', endpoints: ['127.0.0.1:5001'] } }));
    await waitFor('the reader has the second', () => reader.find('things')?.version === 2);
    const changed = await consul.kvGet('trunkline/head', READ_NOW);
    // The same index again, with another body: the head before it.
    const body = (value: Buffer) =>
      JSON.stringify([{ Key: 'trunkline/head', Value: value.toString('base64'), ModifyIndex: 1 }]);
    let value = entry.value;
    let servedOld = 0;
    proxy.intercept = (path) => {
      if (!path.includes('head') || path.includes('consistent')) return null;
      servedOld++;
      return { body: body(value), headers: { 'x-consul-index': String(changed.index) } };
    };
    await waitFor('the old body is served', () => servedOld >= 2);
    expect(reader.find('things')?.version).toBe(2);
    value = changed.value?.value ?? value;
    await writer.remove('things');
    value = (await consul.kvGet('trunkline/head', READ_NOW)).value?.value ?? value;
    await waitFor('the reader has what the body says', () => reader.find('things')?.version === 3);
    await Promise.all([writer.close(), reader.close()]);
    consul.close();
  });
});
