import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type ConsulClient, READ_NOW } from '../../src/consul/index.ts';
import type { ConsulStore } from '../../src/registry/index.ts';
import { ConsulAgent } from '../support/consul-agent.ts';
import { consulClient } from '../support/consul-client.ts';
import { recordOf, writeRevision } from '../support/consul-records.ts';
import { consulStore } from '../support/consul-store.ts';
import { WriteProxy } from '../support/write-proxy.ts';

const WRITER = resolve(import.meta.dirname, '../../dist/test/support/consul-writing-process.js');
const HOUR_MS = 3_600_000;

let agent: ConsulAgent;
let consul: ConsulClient;
let store: ConsulStore;
let first: string;
beforeAll(async () => {
  agent = await ConsulAgent.start();
  consul = consulClient(agent.ports.http);
});
afterAll(async () => {
  consul.close();
  await agent[Symbol.asyncDispose]();
});
beforeEach(async () => {
  await agent.request('DELETE', '/v1/kv/trunkline/?recurse=true');
  store = consulStore(agent.ports.http);
  first = await writeRevision(store, 'things', []);
});
afterEach(() => store.close());

const keysBelow = async (folder: string) => (await consul.kvKeys(`trunkline/${folder}`, READ_NOW)).value;

/** Runs a writer that is killed when its write number `fatal` is about to arrive, and counts those that arrived. */
async function killAtWrite(fatal: number): Promise<{ readonly killed: boolean }> {
  await using proxy = await WriteProxy.start(agent.ports.http);
  const child = spawn(process.execPath, [WRITER, String(proxy.port)], { stdio: ['ignore', 'inherit', 'inherit'] });
  proxy.decide = (index) => {
    if (index < fatal) return 'forward';
    child.kill('SIGKILL');
    return 'drop';
  };
  const [code] = await once(child, 'exit');
  return { killed: code === null };
}

describe('C7', () => {
  it('a writer that is killed before any one of its writes leaves the old revision and nothing that can be seen', async () => {
    const before = await keysBelow('');
    let writes = 0;
    for (; (await killAtWrite(writes)).killed; writes++) {
      const reader = consulStore(agent.ports.http);
      expect(await reader.load()).toEqual({ records: [recordOf('things', [first])], damaged: [] });
      expect((await reader.getDescriptors(first)).length).toBe(1_000_000);
      await reader.close();
    }
    // Three chunks, the manifest, and the one transaction.
    expect(writes).toBe(5);
    expect((await store.load()).records).toMatchObject([{ version: 2, active: 2 }]);

    expect(await store.collect(HOUR_MS)).toEqual({ descriptorSets: 0, chunks: 0 });
    // The writers left 0, 1, 2, 3 and 3 chunks, the last of them with a manifest.
    expect(await store.collect(0)).toEqual({ descriptorSets: 1, chunks: 9 });
    const live = await keysBelow('');
    expect(live.length - before.length).toBe(4);
    const reader = consulStore(agent.ports.http);
    const [record] = (await reader.load()).records;
    for (const { descriptorHash } of record?.revisions ?? []) await reader.getDescriptors(descriptorHash);
    await reader.close();
  });

  it.each([
    ['is missing', async (chunk: string) => consul.kvDelete(chunk, null)],
    ['is of something else', async (chunk: string) => consul.kvPut(chunk, Buffer.alloc(384 * 1024, 7), null)],
    ['is cut', async (chunk: string) => consul.kvPut(chunk, Buffer.alloc(10), null)],
    ['is empty', async (chunk: string) => consul.kvPut(chunk, Buffer.alloc(0), null)],
  ])('a descriptor set of which a chunk %s is refused, and written anew it is whole', async (what, damage) => {
    const bytes = await store.getDescriptors(first);
    const [chunk = '', ...others] = (await keysBelow('descriptors/')).filter((key) => !key.endsWith('manifest'));
    expect(others.length).toBe(2);
    await damage(chunk);
    await expect(store.getDescriptors(first)).rejects.toMatchObject({ name: 'StoreError', fault: 'damaged' });
    expect((await store.load()).records).toEqual([recordOf('things', [first])]);
    await store.putDescriptors(first, bytes);
    expect([what, Buffer.from(await store.getDescriptors(first)).equals(bytes)]).toEqual([what, true]);
  });

  it('a manifest that tells of another number of chunks is refused', async () => {
    const key = `trunkline/descriptors/${first}/manifest`;
    const manifest: unknown = JSON.parse(String((await consul.kvGet(key, READ_NOW)).value?.value));
    for (const wrong of [{ chunks: 2 }, { chunks: 4 }, { chunks: 0 }, { bytes: 999_999 }, { packedBytes: 1 }]) {
      await consul.kvPut(key, Buffer.from(JSON.stringify(Object.assign({}, manifest, wrong))), null);
      await expect(store.getDescriptors(first)).rejects.toMatchObject({ fault: 'damaged' });
    }
  });

  it('what nobody points to stays while it may still be wanted, and what is wanted again stays', async () => {
    const bytes = Buffer.from('a set that nobody registered');
    const hash = 'a3c21d6ea7c1a7f0a0b0b6ed7d2d9a4b2f9a1ad1c8e3c4d5e6f708192a3b4c5d';
    await store.putDescriptors(hash, bytes);
    expect(await store.collect(HOUR_MS)).toEqual({ descriptorSets: 0, chunks: 0 });
    expect(await store.collect(0)).toEqual({ descriptorSets: 1, chunks: 1 });
    await expect(store.getDescriptors(hash)).rejects.toMatchObject({ fault: 'missing' });
    expect((await store.getDescriptors(first)).length).toBe(1_000_000);
  });

  it('nothing is collected while a registration cannot be read', async () => {
    await store.putDescriptors('0'.repeat(64), Buffer.from('an orphan'));
    await consul.kvPut('trunkline/backends/broken', Buffer.from('not a pointer'), null);
    await expect(store.collect(0)).rejects.toMatchObject({ name: 'StoreError', fault: 'damaged' });
    await consul.kvDelete('trunkline/backends/broken', null);
    await consul.kvDelete('trunkline/backends/things', null);
    await expect(store.collect(0)).rejects.toMatchObject({ name: 'StoreError', fault: 'damaged' });
  });
});
