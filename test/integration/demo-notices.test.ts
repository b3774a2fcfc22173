import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

const ROOT = resolve(import.meta.dirname, '../..');

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'trunkline-demo-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('the demo', () => {
  test('exits with 1, and names the step, where one of them is not right', async () => {
    for (const part of ['dist', 'node_modules', 'package.json']) await symlink(join(ROOT, part), join(folder, part));
    await cp(join(ROOT, 'descriptors'), join(folder, 'descriptors'), { recursive: true });
    // The prices team uploads the descriptors of somebody else.
    await cp(join(ROOT, 'descriptors/stock.binpb'), join(folder, 'descriptors/prices.binpb'));
    const child = spawn(process.execPath, ['dist/scripts/demo/main.js', '--once'], {
      cwd: folder,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const output = Promise.all([text(child.stdout), text(child.stderr)]);
    const [code] = await once(child, 'close');
    expect(code).toBe(1);
    const said = (await output).join('');
    expect(said).not.toContain('Everything was right.');
    expect(said).toContain('prices');
  });
});
