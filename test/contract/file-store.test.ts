import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FileStore } from '../../src/registry/index.ts';
import { storeContract } from './store.contract.ts';

storeContract('a folder', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'trunkline-store-'));
  let store = await FileStore.open(folder);
  return {
    store,
    async reopen() {
      await store.close();
      store = await FileStore.open(folder);
      return store;
    },
    async destroy() {
      await store.close();
      await rm(folder, { recursive: true });
    },
  };
});
