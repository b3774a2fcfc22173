import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { connect } from '../../src/client/index.ts';
import { CLI, GatewayProcess } from '../support/gateway-process.ts';
import { runCli } from '../support/run-cli.ts';
import { ShopBackend } from '../support/shop-backend.ts';
import { waitFor } from '../support/wait-for.ts';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'trunkline-serve-'));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

/** A gateway that serves the shop's stock, and a client of it. */
async function startStock() {
  const gateway = await GatewayProcess.start();
  const backend = await ShopBackend.start('stock');
  const upload = ['--descriptors', STOCK, '--endpoint', backend.address];
  await runCli(['backend', 'register', 'stock', ...upload], { TRUNKLINE_ADMIN: gateway.addresses.admin });
  const client = await connect(`tcp://${gateway.addresses.client}`, { reconnect: false });
  const destroy = async () => {
    await client.close({ timeoutMs: 0 });
    await gateway.destroy();
    await backend[Symbol.asyncDispose]();
  };
  return { gateway, client, [Symbol.asyncDispose]: destroy };
}

async function callsInFlight(gateway: GatewayProcess): Promise<number | undefined> {
  return (await gateway.metrics()).get('trunkline_calls_in_flight');
}

/** A gateway with a call under way that its backend answers after a second. */
async function startCounting() {
  const stock = await startStock();
  const { gateway, client } = stock;
  const answer = client.call('demo.stock.v1.StockService/CountAisle', { aisle: 9, bins: 100 });
  await waitFor('the call in the gateway', async () => (await callsInFlight(gateway)) === 1);
  return { ...stock, answer };
}

const STOCK = resolve(import.meta.dirname, '../../descriptors/stock.binpb');
const ANYWHERE = ['--listen', '127.0.0.1:0', '--admin', '127.0.0.1:0', '--http', '127.0.0.1:0'];

describe('trunkline serve', () => {
  test('prints where it listens, and ends with 0 on SIGTERM', async () => {
    const args = ['serve', ...ANYWHERE, '--data-dir', join(folder, 'a'), '--log-level', 'silent', '-o', 'json'];
    const child = spawn(process.execPath, [CLI, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
    const [line] = await once(createInterface({ input: child.stdout }), 'line');
    child.kill('SIGTERM');
    const [code] = await once(child, 'exit');
    expect(JSON.parse(String(line))).toEqual({
      client: expect.stringMatching(/^tcp:\/\/127\.0\.0\.1:[1-9]\d*$/),
      admin: expect.stringMatching(/^127\.0\.0\.1:[1-9]\d*$/),
      http: expect.stringMatching(/^http:\/\/127\.0\.0\.1:[1-9]\d*$/),
    });
    expect(code).toBe(0);
  });

  test('is not ready, but live, while it drains (Z1)', async () => {
    await using stock = await startStock();
    const { gateway, client } = stock;
    // A call that ends when its client says so, and not a moment before: the drain lasts as long.
    const watched = client.serverStream('demo.stock.v1.StockService/WatchStock', { sku: 'TEA-001' });
    await watched.next();
    const before = await gateway.get('/ready');
    gateway.signal('SIGTERM');
    await waitFor('it is not ready', async () => (await gateway.get('/ready')).status !== 200);
    const [ready, live, open] = await Promise.all([
      gateway.get('/ready'),
      gateway.get('/live'),
      callsInFlight(gateway),
    ]);
    watched.cancel();
    expect(before).toEqual({ status: 200, body: 'ready\n' });
    expect(ready).toEqual({ status: 503, body: 'not ready: draining\n' });
    expect(live).toEqual({ status: 200, body: 'live\n' });
    expect(open).toBe(1);
    expect(await gateway.exit()).toBe(0);
  });

  test('a signal that comes twice at once, as Ctrl-C does under npm, lets open calls end', async () => {
    await using counting = await startCounting();
    const { gateway, answer } = counting;
    gateway.signal('SIGINT');
    gateway.signal('SIGTERM');
    expect(await answer).toMatchObject({ aisle: 9 });
    expect(await gateway.exit()).toBe(0);
  });

  test('a later second signal does not wait for open calls', async () => {
    await using counting = await startCounting();
    const { gateway, answer } = counting;
    const failure = expect(answer).rejects.toMatchObject({ reason: 'CONNECTION_LOST', sent: 'MAYBE' });
    await waitFor('the end of the gateway', () => {
      gateway.signal('SIGINT');
      return !gateway.running;
    });
    expect(await gateway.exit()).toBe(1);
    await failure;
  });

  test('does not start on a data folder that another gateway writes to, and says why', async () => {
    const gateway = await GatewayProcess.start();
    const second = await runCli(['serve', ...ANYWHERE, '--data-dir', gateway.dataDir, '--log-level', 'silent']);
    await gateway.destroy();
    expect(second).toMatchObject({ code: 1, stdout: '' });
    expect(second.stderr).toContain('The gateway did not start.');
  });

  test('does not start on a port that is taken, and leaves nothing behind', async () => {
    const gateway = await GatewayProcess.start();
    const args = ['serve', ...ANYWHERE, '--http', gateway.addresses.http, '--log-level', 'silent'];
    const second = await runCli([...args, '--data-dir', join(folder, 'b')]);
    await gateway.destroy();
    expect(second).toMatchObject({ code: 1, stdout: '', stderr: expect.stringContaining('EADDRINUSE') });
  });

  test('does not start with an option that is wrong, and names it', async () => {
    const refused = await runCli(['serve', '--listen', 'nowhere', '--session-max-in-flight', '0']);
    expect(refused).toMatchObject({ code: 1, stdout: '' });
    expect(refused.stderr).toContain('--listen');
    expect(refused.stderr).toContain('--session-max-in-flight');
  });
});

describe('trunkline config', () => {
  test('prints what a flag, the environment, a file and the default make of it, and from where', async () => {
    const file = join(folder, 'trunkline.yaml');
    await writeFile(file, 'logLevel: warn\ndrainMs: 1000\nsession:\n  maxInFlight: 5\n');
    const args = ['config', 'print', '--config', file, '--drain-ms', '3000'];
    const printed = await runCli(args, { TRUNKLINE_DRAIN_MS: '2000', TRUNKLINE_SESSION_MAX_IN_FLIGHT: '6' });
    const rows = printed.stdout.split('\n').map((line) => line.split('\t'));
    expect(rows).toEqual(
      expect.arrayContaining([
        ['listen', '127.0.0.1:7400', 'default'],
        ['logLevel', 'warn', 'file'],
        ['drainMs', '3000', 'flag'],
        ['session.maxInFlight', '6', 'environment'],
      ]),
    );
  });

  test('prints YAML that can be read again and gives the same', async () => {
    const first = await runCli(['config', 'print', '-o', 'yaml', '--drain-ms', '3000']);
    const file = join(folder, 'again.yaml');
    await writeFile(file, first.stdout);
    const second = await runCli(['config', 'print', '-o', 'yaml', '--config', file]);
    expect(second.stdout).toBe(first.stdout);
    expect(parse(second.stdout)).toMatchObject({ listen: '127.0.0.1:7400', drainMs: 3000 });
  });

  test('check finds everything that is wrong at once', async () => {
    const file = join(folder, 'wrong.yaml');
    await writeFile(file, 'drainMs: soon\nsessions:\n  maxInFlight: 5\n');
    const [wrong, right] = await Promise.all([
      runCli(['config', 'check', '--config', file], { TRUNKLINE_LISTN: 'x' }),
      runCli(['config', 'check']),
    ]);
    expect(wrong).toMatchObject({ code: 1, stdout: '' });
    for (const name of ['drainMs', 'sessions', 'TRUNKLINE_LISTN']) expect(wrong.stderr).toContain(name);
    expect(right).toMatchObject({ code: 0, stderr: 'The configuration is valid.\n' });
  });
});
