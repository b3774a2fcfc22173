import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ConsulAgent } from '../support/consul-agent.ts';
import { runCli } from '../support/run-cli.ts';

const ORDERS = join(resolve(import.meta.dirname, '../..'), 'descriptors/orders.binpb');

let agent: ConsulAgent;
let registry: readonly string[];
beforeAll(async () => {
  agent = await ConsulAgent.start();
  registry = ['--registry', `consul://${agent.address}/teams`];
});
afterAll(() => agent[Symbol.asyncDispose]());

const register = (name: string, ...more: readonly string[]) =>
  runCli(['backend', 'register', name, '--descriptors', ORDERS, '--endpoint', '127.0.0.1:5000', ...registry, ...more]);

describe('the CLI on a registry in Consul, without a gateway', () => {
  it('registers a backend, lists it, rolls it back and removes it', async () => {
    expect(await register('orders')).toMatchObject({ code: 0, stderr: expect.stringContaining('revision 1 is live') });
    await register('orders', '--timeout', '5s');
    const rolledBack = await runCli(['backend', 'rollback', 'orders', '--to', '1', ...registry]);
    expect(rolledBack.stderr).toContain('revision 3 is live');
    const shown = await runCli(['backend', 'show', 'orders', '-o', 'json', ...registry]);
    expect(JSON.parse(shown.stdout)).toMatchObject({ name: 'orders' });
    const history = await runCli(['backend', 'history', 'orders', '-o', 'json'], {
      TRUNKLINE_REGISTRY: registry[1] ?? '',
    });
    expect(JSON.parse(history.stdout)).toHaveLength(3);
    expect((await runCli(['backend', 'remove', 'orders', ...registry])).code).toBe(0);
    expect(JSON.parse((await runCli(['backend', 'list', '-o', 'json', ...registry])).stdout)).toEqual([]);
  });

  it('refuses what a gateway would refuse, with the same findings', async () => {
    await register('first');
    const second = await register('second');
    expect(second.code).toBe(1);
    expect(second.stderr).toContain('is served by backend first');
  });

  it('says where Consul does not answer', async () => {
    const { code, stderr } = await runCli(['backend', 'list', '--registry', 'consul://127.0.0.1:1']);
    expect(code).toBe(1);
    expect(stderr).toContain('The registry at consul://127.0.0.1:1 cannot be opened.');
    expect(stderr).toContain('ECONNREFUSED');
  });

  it('says what is wrong with an address', async () => {
    const { code, stderr } = await runCli(['backend', 'list', '--registry', 'http://127.0.0.1:8500']);
    expect(code).not.toBe(0);
    expect(stderr).toContain('consul://HOST:PORT/PREFIX');
  });
});
