import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  type BackendRecord,
  DEFAULT_TRAFFIC,
  descriptorHash,
  type Revision,
  type Store,
} from '../../src/registry/index.ts';
import { plainSet } from '../support/descriptor-sets.ts';

/** Where the records of one test are kept, as every store must have it. */
export interface StoreUnderTest {
  readonly store: Store;
  /** Closes the store, and opens what it kept, as a process that starts does. */
  reopen(): Promise<Store>;
  /** Closes, and removes all that was kept. */
  destroy(): Promise<void>;
}

const SET = plainSet();
const HASH = descriptorHash(SET);

function revision(number: number): Revision {
  return {
    number,
    descriptorHash: HASH,
    descriptorBytes: SET.length,
    target: { kind: 'static', endpoints: ['127.0.0.1:5000'] },
    policy: { timeoutMs: 1000, maxTimeoutMs: 2000, compatibility: 'wire_json', traffic: DEFAULT_TRAFFIC },
    services: [{ name: 't.ThingService', methods: [{ name: 'Get', kind: 'unary', idempotency: 'unknown' }] }],
    createdAtUnixMs: 1_700_000_000_000 + number,
    origin: number === 1 ? { kind: 'upload' } : { kind: 'rollback', to: 1 },
  };
}

function record(version: number, parts: Partial<BackendRecord> = {}): BackendRecord {
  const revisions = Array.from({ length: version }, (_, index) => revision(index + 1));
  return { name: 'things', version, active: version, revisions, ...parts };
}

/** What the registry counts on, of any store. */
export function storeContract(name: string, open: () => Promise<StoreUnderTest>): void {
  describe(`a store: ${name}`, () => {
    let test: StoreUnderTest;
    let store: Store;
    beforeEach(async () => {
      test = await open();
      store = test.store;
    });
    afterEach(() => test.destroy());

    it('holds nothing at first', async () => {
      expect(await store.load()).toEqual({ records: [], damaged: [] });
    });

    it('gives back a descriptor set by its hash, in a later process too', async () => {
      await store.putDescriptors(HASH, SET);
      expect(Buffer.from(await store.getDescriptors(HASH))).toEqual(Buffer.from(SET));
      store = await test.reopen();
      expect(Buffer.from(await store.getDescriptors(HASH))).toEqual(Buffer.from(SET));
    });

    it('takes the same set twice', async () => {
      await store.putDescriptors(HASH, SET);
      await store.putDescriptors(HASH, SET);
      expect(Buffer.from(await store.getDescriptors(HASH))).toEqual(Buffer.from(SET));
    });

    it('rejects for a set that it has not', async () => {
      await expect(store.getDescriptors('0'.repeat(64))).rejects.toMatchObject({
        name: 'StoreError',
        fault: 'missing',
      });
    });

    it('rejects for a hash that is none, whatever path or key that would be', async () => {
      for (const hash of ['', '..', '../../etc/passwd', HASH.toUpperCase(), `${HASH}/..`]) {
        await expect(store.getDescriptors(hash)).rejects.toMatchObject({ name: 'StoreError' });
      }
    });

    it('rejects a commit whose descriptor set it has not, and changes nothing', async () => {
      await expect(store.commit(record(1), 0)).rejects.toMatchObject({ name: 'StoreError', fault: 'missing' });
      expect(await store.load()).toEqual({ records: [], damaged: [] });
    });

    it('keeps records as they were committed, in a later process too', async () => {
      await store.putDescriptors(HASH, SET);
      const other = record(1, { name: 'a-b-9', active: null });
      expect(await store.commit(record(1), 0)).toEqual({ kind: 'committed' });
      expect(await store.commit(record(2), 1)).toEqual({ kind: 'committed' });
      expect(await store.commit(other, 0)).toEqual({ kind: 'committed' });
      store = await test.reopen();
      const { records, damaged } = await store.load();
      expect([...records].sort((a, b) => (a.name < b.name ? -1 : 1))).toEqual([other, record(2)]);
      expect(damaged).toEqual([]);
    });

    it('refuses a commit on a version that is not the stored one, says what is stored, and changes nothing', async () => {
      await store.putDescriptors(HASH, SET);
      await store.commit(record(1), 0);
      expect(await store.commit(record(1, { active: null }), 0)).toEqual({ kind: 'conflict', current: record(1) });
      expect(await store.commit(record(6), 5)).toEqual({ kind: 'conflict', current: record(1) });
      expect(await store.commit(record(2, { name: 'new' }), 1)).toEqual({ kind: 'conflict', current: null });
      expect((await store.load()).records).toEqual([record(1)]);
    });

    it('lets exactly one of many commits at once win', async () => {
      await store.putDescriptors(HASH, SET);
      await store.commit(record(1), 0);
      const results = await Promise.all(Array.from({ length: 20 }, () => store.commit(record(2), 1)));
      expect(results.filter(({ kind }) => kind === 'committed').length).toBe(1);
      expect(results.filter(({ kind }) => kind === 'conflict').length).toBe(19);
    });

    it('goes on from a record that was removed', async () => {
      await store.putDescriptors(HASH, SET);
      await store.commit(record(1), 0);
      await store.commit({ ...record(1), version: 2, active: null }, 1);
      store = await test.reopen();
      expect((await store.load()).records).toMatchObject([{ version: 2, active: null }]);
    });

    it('keeps a set and a record that are far larger than a value of Consul may be', async () => {
      // Of names that no compression shortens much.
      const services = Array.from({ length: 400 }, () => ({
        name: `t.${randomBytes(40).toString('hex')}`,
        methods: Array.from({ length: 20 }, () => {
          return { name: randomBytes(40).toString('hex'), kind: 'unary', idempotency: 'unknown' } as const;
        }),
      }));
      const large = randomBytes(1_300_000);
      const hash = descriptorHash(large);
      const whole = record(1, { revisions: [{ ...revision(1), services, descriptorHash: hash }] });
      await store.putDescriptors(hash, large);
      await store.commit(whole, 0);
      store = await test.reopen();
      expect(Buffer.from(await store.getDescriptors(hash)).equals(large)).toBe(true);
      expect((await store.load()).records).toEqual([whole]);
    });

    it('takes no write after it was closed', async () => {
      await store.putDescriptors(HASH, SET);
      await store.close();
      await expect(store.commit(record(1), 0)).rejects.toMatchObject({ name: 'StoreError' });
    });
  });
}
