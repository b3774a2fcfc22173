import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RegisterResult, Registry } from '../../src/registry/index.ts';
import { ConsulAgent } from '../support/consul-agent.ts';
import { recordOf, writeRevision } from '../support/consul-records.ts';
import { consulStore } from '../support/consul-store.ts';
import { field, plainSet } from '../support/descriptor-sets.ts';
import { FORCED, openRegistry, upload } from '../support/registry.ts';
import { waitFor } from '../support/wait-for.ts';
import { WriteProxy } from '../support/write-proxy.ts';

const ROUNDS = 15;

let agent: ConsulAgent;
const registries: Registry[] = [];
beforeAll(async () => {
  agent = await ConsulAgent.start();
  for (let count = 0; count < 3; count++) registries.push(await openRegistry(consulStore(agent.ports.http)));
});
afterAll(async () => {
  for (const registry of registries) await registry.close();
  await agent[Symbol.asyncDispose]();
});

const kinds = (results: readonly RegisterResult[]): readonly string[] => results.map(({ kind }) => kind).sort();

describe('C9', () => {
  it(`of changes of one backend at the same instant exactly one wins, and the others are told the version, ${ROUNDS} times`, async () => {
    for (let round = 1; round <= ROUNDS; round++) {
      const results = await Promise.all(
        registries.map((registry, index) => {
          const descriptorSet = plainSet('same', ['Get'], [field(`f${round}x${index}`, 1)]);
          return registry.register(upload({ name: 'same', descriptorSet, policy: FORCED }));
        }),
      );
      expect(kinds(results)).toEqual(['accepted', 'conflict', 'conflict']);
      for (const result of results.filter(({ kind }) => kind === 'conflict')) {
        expect(result).toMatchObject({ current: { name: 'same', version: round } });
      }
      const known = () => registries.every((registry) => registry.find('same')?.version === round);
      await waitFor('all know the new version', known);
    }
  });

  it(`of backends that claim one service at the same instant exactly one gets it, and the others are told who, ${ROUNDS} times`, async () => {
    for (let round = 1; round <= ROUNDS; round++) {
      const results = await Promise.all(
        registries.map((registry, index) =>
          registry.register(upload({ name: `team-${round}-${index}`, descriptorSet: plainSet(`claimed${round}`) })),
        ),
      );
      expect(kinds(results)).toEqual(['accepted', 'refused', 'refused']);
      const winner = results.findIndex(({ kind }) => kind === 'accepted');
      for (const result of results.filter(({ kind }) => kind === 'refused')) {
        const message = expect.stringContaining(`is served by backend team-${round}-${winner}`);
        expect(result).toMatchObject({ cause: 'owner', findings: [{ rule: 'FORBIDDEN', message }] });
      }
    }
  });

  it('a change that waits while the news of another one is read was decided without it, and is to be decided anew', async () => {
    await using proxy = await WriteProxy.start(agent.ports.http);
    const prefix = 'news';
    const [store, other] = [consulStore(proxy.port, { prefix }), consulStore(agent.ports.http, { prefix })];
    const hash = await writeRevision(other, 'before', []);
    await store.load();
    const told: string[] = [];
    store.watch({
      changed: ({ records }) => told.push(...records.map(({ name }) => name)),
      damaged: () => undefined,
      stateChanged: () => undefined,
    });
    let isRead = false;
    let readOn = () => {};
    const held = new Promise<void>((resolve) => {
      readOn = resolve;
    });
    proxy.beforeRead = (path) => {
      if (!path.startsWith('/v1/txn')) return Promise.resolve();
      isRead = true;
      return held;
    };
    await writeRevision(other, 'theirs', []);
    await waitFor('the news is being read', () => isRead);
    const commit = store.commit(recordOf('ours', [hash]), 0);
    readOn();
    expect(await commit).toEqual({ kind: 'behind' });
    expect(told).toEqual(['theirs']);
    expect(await store.commit(recordOf('ours', [hash]), 0)).toEqual({ kind: 'committed' });
    await Promise.all([store.close(), other.close()]);
  });

  it('changes of different backends at the same instant all go through, and all see all of them', async () => {
    const uploads = Array.from({ length: 30 }, (_, index) => index);
    const results = await Promise.all(
      uploads.map((index) => {
        const registry = registries[index % registries.length];
        return registry?.register(upload({ name: `own-${index}`, descriptorSet: plainSet(`own${index}`) }));
      }),
    );
    expect(new Set(results.map((result) => result?.kind))).toEqual(new Set(['accepted']));
    const known = () =>
      registries.every(
        (registry) => registry.list().filter(({ record }) => record.name.startsWith('own-')).length === 30,
      );
    await waitFor('all see all', known, 5000);
    expect(registries.every(({ methods }) => methods.contested.length === 0)).toBe(true);
  });

  it('a team that registers what another one removed gets it', async () => {
    const [one, other] = registries;
    const descriptorSet = plainSet('handed');
    await one?.register(upload({ name: 'leaves', descriptorSet }));
    await one?.remove('leaves');
    expect(await other?.register(upload({ name: 'comes', descriptorSet }))).toMatchObject({ kind: 'accepted' });
  });
});
