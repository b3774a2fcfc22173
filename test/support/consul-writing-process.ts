// Writes the next revision of `things` to the registry in a Consul of the loopback, and ends: a writer to be killed.
import { findLive } from '../../src/registry/index.ts';
import { writeRevision } from './consul-records.ts';
import { consulStore } from './consul-store.ts';

const store = consulStore(Number(process.argv[2]));
const { records } = await store.load();
const record = records.find(({ name }) => name === 'things');
if (record === undefined || findLive(record) === undefined) throw new Error('there are no things');
await writeRevision(
  store,
  'things',
  record.revisions.map(({ descriptorHash }) => descriptorHash),
);
await store.close();
