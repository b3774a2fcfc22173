import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { adminClient } from '../../src/admin-api/index.ts';
import { GatewayProcess } from '../support/gateway-process.ts';
import { type CliResult, runCli } from '../support/run-cli.ts';
import { ShopBackend } from '../support/shop-backend.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const ORDERS_SET = join(ROOT, 'descriptors/orders.binpb');
const SERVICE = 'demo.orders.v1.OrderService';

let gateway: GatewayProcess;
let orders: ShopBackend;
let folder: string;

beforeAll(async () => {
  [gateway, orders] = await Promise.all([GatewayProcess.start(), ShopBackend.start('orders')]);
  folder = await mkdtemp(join(tmpdir(), 'trunkline-cli-'));
});

afterAll(async () => {
  await gateway.destroy();
  await orders[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
});

const cli = (...args: string[]): Promise<CliResult> => runCli(args, { TRUNKLINE_ADMIN: gateway.addresses.admin });
const register = (...args: string[]) => cli('backend', 'register', 'orders', '--endpoint', orders.address, ...args);

/** The protos of orders as their team has them, in a folder of their own to change. */
async function protoFolder(change: (source: string) => string): Promise<string> {
  const root = await mkdtemp(join(folder, 'proto-'));
  for (const part of ['money', 'orders']) {
    await cp(join(ROOT, 'proto/demo', part), join(root, 'demo', part), { recursive: true });
  }
  const file = join(root, 'demo/orders/v1/orders.proto');
  await writeFile(file, change(await readFile(file, 'utf8')));
  return root;
}

const withDiscount = (source: string) =>
  source.replace('map<string, string> labels = 9;', 'map<string, string> labels = 9;\n  uint32 discount_percent = 10;');
const withoutCancel = (source: string) =>
  source.replace(/ {2}\/\/ Gives an order up[^}]*}\n/, '').replace('string customer_id = 2;', 'int64 customer_id = 2;');

describe('a team', () => {
  beforeEach(async () => {
    const admin = adminClient(gateway.addresses.admin, { timeoutMs: 30_000 });
    const descriptorSet = await readFile(ORDERS_SET);
    const policy = { compatibility: 'COMPATIBILITY_NONE' } as const;
    const upload = { name: 'orders', descriptorSet, endpoints: [orders.address], policy };
    await admin.call(admin.registry.RegisterBackend, upload);
    // Twice, since the policy of the first is what the second is not held against.
    await admin.call(admin.registry.RegisterBackend, { ...upload, policy: {} });
    admin.close();
  });

  test('sees on a dry run what would happen, and nothing happens', async () => {
    const before = await cli('backend', 'show', 'orders', '-o', 'json');
    const tried = await register('--descriptors', ORDERS_SET, '--timeout', '3s', '--dry-run', '-o', 'json');
    const after = await cli('backend', 'show', 'orders', '-o', 'json');
    expect(tried.stderr).toMatch(/^orders would get revision \d+\. Nothing changed\.\n$/);
    expect(JSON.parse(tried.stdout)).toMatchObject({
      changed: true,
      dryRun: true,
      backend: { name: 'orders', revision: { policy: { timeoutMs: 3_000 }, active: false } },
    });
    expect(after.stdout).toBe(before.stdout);
  });

  test('is told that an upload is the same as what is live, and no revision is made of it', async () => {
    const again = await register('--descriptors', ORDERS_SET, '-o', 'json');
    expect(again).toMatchObject({ code: 0, stderr: expect.stringMatching(/^orders is the same as its live revision/) });
    expect(JSON.parse(again.stdout)).toMatchObject({ changed: false });
  });

  test('registers from a running server by reflection', async () => {
    const registered = await register('--reflect', orders.address);
    expect(registered).toMatchObject({
      code: 0,
      stderr: expect.stringMatching(/^Registered orders: revision \d+ is live/),
    });
    expect(registered.stdout.split('\t').slice(0, 1)).toEqual(['orders']);
    const methods = await cli('list', SERVICE);
    expect(methods.stdout).toBe(
      [
        `${SERVICE}/GetOrder\tunary\tno side effects`,
        `${SERVICE}/ListOrders\tunary\tno side effects`,
        `${SERVICE}/PlaceOrder\tunary\t-`,
        `${SERVICE}/CancelOrder\tunary\tidempotent`,
        '',
      ].join('\n'),
    );
  });

  test('registers a compatible change from a folder of .proto files, and reads it back as source', async () => {
    const proto = await protoFolder(withDiscount);
    expect(await register('--proto', proto)).toMatchObject({ code: 0 });
    const described = await cli('describe', 'demo.orders.v1.Order');
    expect(described).toMatchObject({ code: 0, stderr: '' });
    expect(described.stdout).toContain('uint32 discount_percent = 10;');
    expect(described.stdout).toContain('// Whatever the shop wants to find the order by.');
  });

  test('is refused a change that breaks clients, with every reason, and exit code 100', async () => {
    const live = await cli('backend', 'show', 'orders', '-o', 'json');
    const proto = await protoFolder(withoutCancel);
    const refused = await register('--proto', proto);
    expect(refused).toMatchObject({ code: 100, stdout: '' });
    expect(refused.stderr).toContain('[METHOD_DELETED]');
    expect(refused.stderr).toMatch(/demo\/orders\/v1\/orders\.proto: demo\.orders\.v1\.Order\.customer_id: .*\[FIELD_/);
    expect((await cli('backend', 'show', 'orders', '-o', 'json')).stdout).toBe(live.stdout);
  });

  test('may break clients where it says so', async () => {
    const proto = await protoFolder(withoutCancel);
    expect(await register('--proto', proto, '--compat', 'none')).toMatchObject({ code: 0 });
    const methods = await cli('list', SERVICE);
    expect(methods.stdout).not.toContain('CancelOrder');
  });

  test('sees what a change would do before it is uploaded', async () => {
    const proto = await protoFolder(withDiscount);
    const fine = await cli('backend', 'diff', 'orders', '--proto', proto);
    expect(fine).toMatchObject({ code: 0, stdout: expect.stringContaining('demo.orders.v1.Order.discount_percent') });
    const breaking = await cli('backend', 'diff', 'orders', '--proto', await protoFolder(withoutCancel), '-o', 'json');
    expect(breaking.code).toBe(100);
    const diff: unknown = JSON.parse(breaking.stdout);
    expect(diff).toMatchObject({
      toRevision: 0,
      changes: expect.arrayContaining([
        expect.objectContaining({ kind: 'KIND_REMOVED', symbol: `${SERVICE}.CancelOrder` }),
      ]),
      incompatibilities: expect.arrayContaining([expect.objectContaining({ rule: 'METHOD_DELETED' })]),
    });
  });

  test('goes back to an earlier revision, and the history tells', async () => {
    const first = JSON.parse((await cli('backend', 'show', 'orders', '-o', 'json')).stdout).revision.number;
    await register('--descriptors', ORDERS_SET, '--timeout', '3s');
    const back = await cli('backend', 'rollback', 'orders', '--to', String(first));
    expect(back).toMatchObject({
      code: 0,
      stderr: `Rolled orders back to revision ${first}: revision ${first + 2} is live.\n`,
    });
    const history = (await cli('backend', 'history', 'orders')).stdout.split('\n');
    const columns = history.slice(0, 3).map((line) => line.split('\t'));
    expect(columns.map(([number, live, , by]) => [number, live, by])).toEqual([
      [String(first + 2), 'live', `rollback to ${first}`],
      [String(first + 1), '-', 'upload'],
      [String(first), '-', expect.any(String)],
    ]);
  });

  test('cannot take a service that another backend owns', async () => {
    const taken = await cli('backend', 'register', 'thief', '--descriptors', ORDERS_SET, '--endpoint', orders.address);
    expect(taken).toMatchObject({ code: 1, stdout: '' });
    expect(taken.stderr).toContain('[FORBIDDEN]');
    expect(taken.stderr).toContain('status: PERMISSION_DENIED');
  });

  test('removes its backend, and nothing of it is listed any more', async () => {
    expect(await cli('backend', 'remove', 'orders')).toMatchObject({ code: 0, stdout: '' });
    expect(await cli('list')).toMatchObject({ code: 0, stdout: '' });
    expect(await cli('backend', 'show', 'orders')).toMatchObject({ code: 1, stdout: '' });
    expect(await cli('backend', 'remove', 'orders')).toMatchObject({ code: 1 });
  });
});

describe('an upload that is none', () => {
  test('is refused with every reason at once', async () => {
    const file = join(ROOT, 'package.json');
    const refused = await cli(
      'backend',
      'register',
      'Bad_Name',
      '--descriptors',
      file,
      '--endpoint',
      '169.254.169.254:80',
    );
    expect(refused).toMatchObject({ code: 1, stdout: '' });
    for (const rule of ['ILLEGAL_BACKEND_NAME', 'ILLEGAL_ENDPOINT', 'MALFORMED']) {
      expect(refused.stderr).toContain(`[${rule}]`);
    }
  });

  test.each([
    ['a file that is not there', ['--descriptors', '/nowhere/x.binpb'], 2],
    ['a folder in place of a file', ['--descriptors', '/'], 2],
    ['no source', [], 2],
    ['two sources', ['--descriptors', ORDERS_SET, '--proto', '.'], 2],
  ])('from %s is told so without asking the gateway', async (_, args, code) => {
    const refused = await runCli(['backend', 'register', 'x', '--endpoint', 'localhost:1', ...args], {
      TRUNKLINE_ADMIN: '127.0.0.1:1',
    });
    expect(refused).toMatchObject({ code, stdout: '' });
    expect(refused.stderr).not.toContain('127.0.0.1:1');
  });

  test('from .proto files that do not compile says where', async () => {
    const proto = await protoFolder((source) => source.replace('string customer_id = 2;', 'strong customer_id = 2;'));
    const refused = await register('--proto', proto);
    expect(refused).toMatchObject({ code: 1, stdout: '' });
    expect(refused.stderr).toMatch(/orders\.proto:\d+:\d+:/);
  });
});
