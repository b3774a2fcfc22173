import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { copyRegistry, FileStore, type Store } from '../../src/registry/index.ts';
import { ConsulAgent } from '../support/consul-agent.ts';
import { recordOf, writeRevision } from '../support/consul-records.ts';
import { consulStore } from '../support/consul-store.ts';
import { runCli } from '../support/run-cli.ts';

let agent: ConsulAgent;
let folder: string;
beforeEach(async () => {
  agent = await ConsulAgent.start();
  folder = mkdtempSync(join(tmpdir(), 'trunkline-moves-'));
});
afterEach(async () => {
  await agent[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true });
});

const byName = async (store: Store) => {
  const { records, damaged } = await store.load();
  expect(damaged).toEqual([]);
  return [...records].sort((a, b) => (a.name < b.name ? -1 : 1));
};

describe('a registry that moves', () => {
  it('comes from a folder into Consul and back with all of its history, and twice is the same as once', async () => {
    const source = await FileStore.open(folder);
    const first = await writeRevision(source, 'things', []);
    const second = await writeRevision(source, 'things', [first]);
    await writeRevision(source, 'others', []);
    await source.commit({ ...recordOf('things', [first, second]), version: 3, active: null }, 2);
    await source.close();

    const url = `consul://${agent.address}/moved`;
    const imported = await runCli(['registry', 'import', folder, '--registry', url, '-o', 'json']);
    const outcomes = (outcome: string) => [
      { name: 'others', revisions: 1, outcome },
      { name: 'things', revisions: 2, outcome },
    ];
    expect(JSON.parse(imported.stdout)).toEqual(expect.arrayContaining(outcomes('copied')));
    const again = await runCli(['registry', 'import', folder, '--registry', url, '-o', 'json']);
    expect(JSON.parse(again.stdout)).toEqual(expect.arrayContaining(outcomes('same')));

    const back = join(folder, 'back');
    expect((await runCli(['registry', 'export', back, '--registry', url])).code).toBe(0);
    const [one, other] = [await FileStore.open(folder), await FileStore.open(back)];
    expect(await byName(other)).toEqual(await byName(one));
    for (const hash of [first, second]) expect((await other.getDescriptors(hash)).length).toBe(1_000_000);
    await Promise.all([one.close(), other.close()]);
  });

  it('is refused as a whole where a backend is there with another history, or a service has another owner', async () => {
    const [source, target] = [await FileStore.open(folder), consulStore(agent.ports.http)];
    const hash = await writeRevision(source, 'things', []);
    await writeRevision(source, 'new', []);
    await writeRevision(target, 'things', []);
    const rival = recordOf('rival', [hash]);
    const revisions = rival.revisions.map((revision) => {
      return { ...revision, services: recordOf('new', [hash]).revisions[0]?.services ?? [] };
    });
    await target.putDescriptors(hash, await source.getDescriptors(hash));
    await target.commit({ ...rival, revisions }, 0);
    const result = await copyRegistry(source, target);
    expect(result).toMatchObject({
      kind: 'refused',
      findings: [
        { rule: 'BACKEND_EXISTS', symbol: 'things' },
        { rule: 'FORBIDDEN', symbol: 't.new' },
      ],
    });
    expect((await byName(target)).map(({ name }) => name)).toEqual(['rival', 'things']);
    await Promise.all([source.close(), target.close()]);
  });

  it('leaves nothing behind of what nobody needs, once that is collected', async () => {
    const store = consulStore(agent.ports.http);
    await writeRevision(store, 'things', []);
    await store.putDescriptors('0'.repeat(64), Buffer.from('an orphan'));
    await store.close();
    const collect = ['registry', 'collect', '--registry', `consul://${agent.address}`, '-o', 'json'];
    expect(JSON.parse((await runCli(collect)).stdout)).toEqual({ descriptorSets: 0, chunks: 0 });
    const all = await runCli([...collect, '--older-than', '1ms']);
    expect(JSON.parse(all.stdout)).toEqual({ descriptorSets: 1, chunks: 1 });
  });
});
