import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connect } from '../../src/client/index.ts';
import { OrderGateway } from '../clients/order-gateway.ts';
import { RawClient } from '../support/raw-client.ts';
import { runCli } from '../support/run-cli.ts';

const SECRET = 'a secret of more than thirty-two letters';
const GET_ORDER = `${OrderGateway.SERVICE}/GetOrder`;

describe('a gateway with --auth jwt:secret', () => {
  let folder: string;
  let secretFile: string;
  let orders: OrderGateway;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'trunkline-jwt-'));
    secretFile = join(folder, 'secret');
    await writeFile(secretFile, `${SECRET}\n`);
    orders = await OrderGateway.start([
      ...['--auth', 'jwt:secret', '--jwt-secret-file', secretFile],
      ...['--session-credential-grace-ms', '0', '--jwt-clock-tolerance-ms', '0'],
    ]);
  });

  afterAll(async () => {
    await orders[Symbol.asyncDispose]();
    await rm(folder, { recursive: true, force: true });
  });

  async function mint(...args: readonly string[]): Promise<string> {
    const { stdout } = await runCli(['token', 'mint', '--secret-file', secretFile, ...args]);
    return stdout.trim();
  }

  it('knows who has a token that `trunkline token mint` made', async () => {
    const token = await mint('--user', 'ada');
    const { code, stdout } = await runCli(['call', GET_ORDER, '-d', '{"id":"42"}', '--gateway', orders.url], {
      TRUNKLINE_TOKEN: token,
    });
    expect([code, JSON.parse(stdout)]).toEqual([0, { order: { id: '42' } }]);
    const client = await connect(orders.url, { token });
    const { stdout: sessions } = await runCli(['sessions', 'list', '--admin', orders.admin, '-o', 'json']);
    expect(JSON.parse(sessions).sessions).toContainEqual(
      expect.objectContaining({ id: client.session.id, user: 'ada' }),
    );
    await client.close();
  });

  it.each([
    ['no token', ''],
    ['a name', 'ada'],
  ])('refuses %s with 4502', async (_, token) => {
    await expect(connect(orders.url, { token })).rejects.toMatchObject({ code: 4502, reconnect: false });
  });

  it('takes requests that came right behind the Hello, in order, once the token is checked', async () => {
    const client = await RawClient.connect(orders.gateway.addresses.client);
    const payload = Buffer.from('{"id":"42"}');
    client.hello({ token: await mint('--user', 'ada') });
    for (const seq of [1, 2, 3]) {
      client.request(seq, { service: OrderGateway.SERVICE, method: 'GetOrder', encoding: 2, payload });
    }
    for (const seq of [1, 2, 3]) expect((await client.response(seq)).status).toBe(0);
    client.destroy();
  });

  it('ends a session whose token has expired with 4404, and the client is back with a new one by itself', async () => {
    const lasting = await mint('--user', 'ada');
    // The last thing before the login, and good for longer than that takes on a busy machine.
    const tokens = [await mint('--user', 'ada', '--lifetime', '4s'), lasting];
    const client = await connect(orders.url, { token: () => tokens.shift() ?? '', reconnect: { minDelayMs: 10 } });
    const first = client.session.id;
    const lost = await new Promise((resolve) => {
      client.onStateChange((state) => {
        if (state.kind === 'connecting') resolve(state.error?.code);
      });
    });
    expect(lost).toBe(4404);
    expect(await client.call(GET_ORDER, { id: '42' })).toEqual({ order: { id: '42' } });
    expect(client.session.id).not.toBe(first);
    await client.close();
  });

  it('does not start without a secret, and not on an address that others reach without any proof', async () => {
    const noSecret = await runCli(['serve', '--auth', 'jwt:secret', '--data-dir', join(folder, 'a')]);
    expect([noSecret.code, noSecret.stderr]).toEqual([1, expect.stringContaining('jwt.secret')]);
    const open = await runCli(['serve', '--listen', '0.0.0.0:0', '--data-dir', join(folder, 'b')]);
    expect([open.code, open.stderr]).toEqual([expect.any(Number), expect.stringContaining('loopback')]);
    expect(open.code).not.toBe(0);
  });

  it('makes no token without a secret that is one', async () => {
    const { code, stderr } = await runCli(['token', 'mint', '--user', 'ada', '--secret', 'short']);
    expect([code, stderr]).toEqual([1, expect.stringContaining('5 bytes')]);
    expect((await runCli(['token', 'mint', '--user', 'ada'])).stderr).toContain('--secret-file');
  });
});
