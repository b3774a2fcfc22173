// Registers one revision after the other on the store of a folder, until it is killed. Says each one that is durable.
import { FileStore } from '../../src/registry/index.ts';
import { field, plainSet } from './descriptor-sets.ts';
import { FORCED, openRegistry, upload } from './registry.ts';

const registry = await openRegistry(await FileStore.open(process.argv[2] ?? ''));
for (let number = (registry.find('things')?.version ?? 0) + 1; ; number++) {
  const descriptorSet = plainSet('t', ['Get'], [field(`f${number}`, 1)]);
  const result = await registry.register(upload({ descriptorSet, policy: FORCED }));
  if (result.kind !== 'accepted') throw new Error(JSON.stringify(result));
  process.stdout.write(`${result.record.version}\n`);
}
