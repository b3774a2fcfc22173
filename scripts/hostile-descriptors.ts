import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { HOSTILE_SETS } from '../test/support/hostile-sets.ts';

// Writes descriptors/hostile, which a test compares with the table that it is made of.
const folder = 'descriptors/hostile';
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
for (const { name, bytes } of HOSTILE_SETS) writeFileSync(join(folder, `${name}.binpb`), bytes);
console.log(`${HOSTILE_SETS.length} sets are in ${folder}.`);
