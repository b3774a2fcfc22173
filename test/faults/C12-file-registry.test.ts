import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FileStore } from '../../src/registry/index.ts';
import { field, plainSet } from '../support/descriptor-sets.ts';
import { CLI, GatewayProcess } from '../support/gateway-process.ts';
import { openRegistry, upload } from '../support/registry.ts';
import { runCli } from '../support/run-cli.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const REGISTERING = join(ROOT, 'dist/test/support/registering-process.js');
const ORDERS = join(ROOT, 'descriptors/orders.binpb');
const KILLS = 15;

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'trunkline-c12-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** Two revisions of `things`, and the path of the record that is live. */
async function twoRevisions(): Promise<string> {
  const registry = await openRegistry(await FileStore.open(folder));
  await registry.register(upload());
  const second = plainSet('t', ['Get'], [field('id', 1), field('more', 2)]);
  expect(await registry.register(upload({ descriptorSet: second }))).toMatchObject({ kind: 'accepted' });
  await registry.close();
  return join(folder, 'backends/things.2.json');
}

describe('C12', () => {
  it.each([
    ['is cut', (path: string) => truncate(path, 40)],
    ['is empty', (path: string) => truncate(path, 0)],
    ['is no JSON', (path: string) => writeFile(path, 'not json at all')],
    ['is JSON of something else', (path: string) => writeFile(path, '{"name":"things","version":"two"}')],
  ])('a gateway whose newest record %s boots from the one before, and says so loudly', async (_, damage) => {
    await damage(await twoRevisions());
    const gateway = await GatewayProcess.start([], { dataDir: folder });
    try {
      const alarm = gateway.log.find((line) => line.includes('a stored registration is damaged'));
      expect(alarm).toContain('"level":50');
      expect(alarm).toContain('things.2.json');
      expect((await gateway.metrics()).get('trunkline_registry_methods')).toBe(1);
      const admin = ['--admin', gateway.addresses.admin, '-o', 'json'];
      expect(JSON.parse((await runCli(['backend', 'show', 'things', ...admin])).stdout)).toMatchObject({
        name: 'things',
      });
    } finally {
      gateway.signal('SIGKILL');
      await gateway.exit();
    }
  });

  it('a second gateway on one folder is refused, with the process that has it', async () => {
    const first = await GatewayProcess.start([], { dataDir: folder });
    const { code, stderr } = await runCli([
      'serve',
      '--data-dir',
      folder,
      '--listen',
      '127.0.0.1:0',
      '--admin',
      '127.0.0.1:0',
      '--http',
      '127.0.0.1:0',
    ]);
    expect(code).toBe(1);
    expect(stderr).toContain(`in use by process ${first.pid}`);
    await first.destroy();
  });

  it('a lock whose process was killed is taken over', async () => {
    const first = await GatewayProcess.start([], { dataDir: folder });
    first.signal('SIGKILL');
    await first.exit();
    expect(await readdir(folder)).toContain('lock');
    const second = await GatewayProcess.start([], { dataDir: folder });
    await second.destroy();
  });

  it('a write that finds no room fails, the old revision serves on, and the next write that fits goes through', async () => {
    const gateway = await limitedGateway();
    try {
      const admin = ['--admin', gateway.admin];
      const register = ['backend', 'register', 'orders', '--endpoint', '127.0.0.1:5000', ...admin];
      const full = await runCli([...register, '--descriptors', ORDERS]);
      expect(full.code).toBe(1);
      expect(full.stderr).toContain('RESOURCE_EXHAUSTED');
      expect((await runCli(['backend', 'list', ...admin])).stdout).not.toContain('orders');
      await writeFile(join(folder, 'small.binpb'), plainSet());
      const small = await runCli([...register, '--descriptors', join(folder, 'small.binpb')]);
      expect(small.stderr).toContain('revision 1 is live');
      expect((await readdir(join(folder, 'data/descriptors'))).filter((name) => name.startsWith('.'))).toEqual([]);
    } finally {
      gateway.child.kill('SIGKILL');
      await once(gateway.child, 'exit');
    }
  });

  it(`a writer that is killed at any moment, ${KILLS} times, loses nothing that it said was durable`, async () => {
    let durable = 0;
    for (let kill = 0; kill < KILLS; kill++) {
      const child = spawn(process.execPath, [REGISTERING, folder], { stdio: ['ignore', 'pipe', 'inherit'] });
      const lines = createInterface({ input: child.stdout });
      lines.on('line', (line) => {
        durable = Number(line);
      });
      await once(lines, 'line');
      // Somewhere in the next writes: each takes some milliseconds.
      await new Promise((done) => setTimeout(done, (kill * 7) % 40));
      child.kill('SIGKILL');
      await once(child, 'close');
      const store = await FileStore.open(folder);
      const { records, damaged } = await store.load();
      expect(damaged).toEqual([]);
      const [record] = records;
      expect(record?.version).toBeGreaterThanOrEqual(durable);
      expect(record?.revisions.length).toBe(record?.version);
      await store.getDescriptors(record?.revisions.at(-1)?.descriptorHash ?? '');
      await store.close();
    }
    expect(durable).toBeGreaterThanOrEqual(KILLS);
  });

  it('what is stored is text that a person can read', async () => {
    const path = await twoRevisions();
    expect(JSON.parse(await readFile(path, 'utf8'))).toMatchObject({ name: 'things', version: 2, active: 2 });
  });
});

/** A gateway that can write no file of more than 8 KiB, as on a disk that is full. */
async function limitedGateway(): Promise<{ readonly child: ChildProcess; readonly admin: string }> {
  const serve = `serve --data-dir '${join(folder, 'data')}' --listen 127.0.0.1:0 --admin 127.0.0.1:0 --http 127.0.0.1:0 -o json`;
  const child = spawn('bash', ['-c', `ulimit -f 8; exec '${process.execPath}' '${CLI}' ${serve}`], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const [line] = await once(createInterface({ input: child.stdout }), 'line');
  const { admin }: { admin: string } = JSON.parse(String(line));
  return { child, admin };
}
