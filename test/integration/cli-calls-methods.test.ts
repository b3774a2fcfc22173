import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { GatewayProcess } from '../support/gateway-process.ts';
import { type CliResult, runCli } from '../support/run-cli.ts';
import { ShopBackend } from '../support/shop-backend.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const GET = 'demo.orders.v1.OrderService/GetOrder';

let gateway: GatewayProcess;
let orders: ShopBackend;
let environment: Readonly<Record<string, string>>;

beforeAll(async () => {
  [gateway, orders] = await Promise.all([GatewayProcess.start(), ShopBackend.start('orders')]);
  const { admin, client } = gateway.addresses;
  environment = { TRUNKLINE_ADMIN: admin, TRUNKLINE_GATEWAY: `tcp://${client}` };
  const descriptors = join(ROOT, 'descriptors/orders.binpb');
  await cli('backend', 'register', 'orders', '--descriptors', descriptors, '--endpoint', orders.address);
});

afterAll(async () => {
  await gateway.destroy();
  await orders[Symbol.asyncDispose]();
});

const cli = (...args: string[]): Promise<CliResult> => runCli(args, environment);

describe('trunkline call', () => {
  test('prints the answer on one line where nobody looks, with 64-bit numbers as they are', async () => {
    const called = await cli('call', GET, '-d', '{"id": "A-1003"}');
    expect(called).toMatchObject({ code: 0, stderr: '' });
    expect(called.stdout.trimEnd()).not.toContain('\n');
    expect(JSON.parse(called.stdout)).toMatchObject({
      order: { id: 'A-1003', total: { minorUnits: '9007199254740993' }, placedAt: '2026-03-03T11:00:00.250Z' },
    });
  });

  test('reads the message from standard input', async () => {
    const called = await runCli(['call', GET, '-d', '@'], environment, '{"id": "A-1001"}');
    expect(called).toMatchObject({ code: 0, stdout: expect.stringContaining('"A-1001"') });
  });

  test('prints YAML and facts where they are asked for', async () => {
    const [yaml, table] = await Promise.all([
      cli('call', GET, '-d', '{"id": "A-1001"}', '-o', 'yaml'),
      cli('call', GET, '-d', '{"id": "A-1001"}', '-o', 'table'),
    ]);
    expect(yaml.stdout).toMatch(/^order:\n {2}id: A-1001\n/);
    expect(table.stdout).toMatch(/^order {2}\{"id":"A-1001"/);
  });

  test("ends with 64 and the backend's status, and says who failed and whether it ran", async () => {
    const called = await cli('call', GET, '-d', '{"id": "A-1"}');
    expect(called).toMatchObject({ code: 64 + 5, stdout: '' });
    expect(called.stderr).toContain(`${GET}: NOT_FOUND: there is no order "A-1"`);
    expect(called.stderr).toContain('reason: BACKEND_STATUS');
    expect(called.stderr).toContain('origin: backend');
    expect(called.stderr).toContain('sent:   maybe');
  });

  test('names the field of a message that does not fit, and that nothing was run', async () => {
    const called = await cli('call', GET, '-d', '{"idd": "A-1"}');
    expect(called).toMatchObject({ code: 64 + 3, stdout: '' });
    expect(called.stderr).toContain('idd');
    expect(called.stderr).toContain('reason: BAD_JSON');
    expect(called.stderr).toContain('sent:   never');
  });

  test('of a name that is not registered is UNIMPLEMENTED', async () => {
    const [method, service] = await Promise.all([
      cli('call', 'demo.orders.v1.OrderService/Nope'),
      cli('call', 'no.such.Service/Get'),
    ]);
    expect([method.code, service.code]).toEqual([64 + 12, 64 + 12]);
    expect(method.stderr).toContain('UNKNOWN_METHOD');
    expect(service.stderr).toContain('UNKNOWN_SERVICE');
  });

  test('without a gateway is UNAVAILABLE and says where it looked', async () => {
    const called = await cli('call', GET, '--gateway', 'tcp://127.0.0.1:1');
    expect(called).toMatchObject({ code: 64 + 14, stdout: '' });
    expect(called.stderr).toContain('tcp://127.0.0.1:1');
    expect(called.stderr).toContain('--gateway');
  });

  test.each([
    ['a message that is not JSON', ['-d', '{']],
    ['a header without a colon', ['-H', 'x-trace']],
    ['a timeout without a unit', ['--timeout', '5']],
    ['a gateway that is no url', ['--gateway', 'localhost:7400']],
    ['a format that there is not', ['-o', 'xml']],
  ])('with %s is a fault of usage, and nothing is sent', async (_, args) => {
    expect(await cli('call', GET, ...args)).toMatchObject({ code: 2, stdout: '' });
  });
});

describe('shell completion', () => {
  test('knows the live methods', async () => {
    const offered = await cli('complete', '--', 'call', 'demo.orders.v1.OrderService/G');
    expect(offered.stdout.split('\n')[0]?.trim()).toBe(GET);
  });

  test('knows the live backends, and is quick to give up without a gateway', async () => {
    const offered = await cli('complete', '--', 'backend', 'show', '');
    expect(offered.stdout).toMatch(/^orders\t/);
    const alone = await runCli(['complete', '--', 'backend', 'show', ''], { TRUNKLINE_ADMIN: '127.0.0.1:1' });
    expect(alone).toMatchObject({ code: 0, stderr: '' });
    expect(alone.stdout).not.toContain('orders');
  });
});
