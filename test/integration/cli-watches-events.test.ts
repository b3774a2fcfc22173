import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ECHO_DESCRIPTORS } from '../support/echo-messages.ts';
import { CLI, GatewayProcess } from '../support/gateway-process.ts';
import { RawClient } from '../support/raw-client.ts';
import { runCli } from '../support/run-cli.ts';
import { waitFor } from '../support/wait-for.ts';

let gateway: GatewayProcess;
beforeEach(async () => {
  gateway = await GatewayProcess.start();
});
afterEach(() => gateway.destroy());

const cli = (...args: string[]) => runCli(args, { TRUNKLINE_ADMIN: gateway.addresses.admin });
const register = (timeout: string) =>
  cli(
    ...['backend', 'register', 'echo', '--descriptors', ECHO_DESCRIPTORS],
    ...['--endpoint', '127.0.0.1:1', '--timeout', timeout],
  );

/** `trunkline watch`, once it watches. */
async function watch(...flags: string[]) {
  const child = spawn(process.execPath, [CLI, 'watch', ...flags], {
    env: { ...process.env, TRUNKLINE_ADMIN: gateway.addresses.admin },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said = { out: '', err: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said.out += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said.err += text;
  });
  const closed = once(child, 'close');
  await waitFor('it watches', () => said.out.includes('\n'));
  return {
    said,
    says: (text: string) => waitFor(text, () => said.out.includes(text)),
    interrupt: () => child.kill('SIGINT'),
    code: async () => (await closed)[0],
  };
}

test('watch prints what happens to the registry, and ends well by Ctrl-C', async () => {
  const watching = await watch('-o', 'json');
  await register('1s');
  await register('2s');
  await cli('backend', 'remove', 'echo');
  await watching.says('EVENT_KIND_BACKEND_REMOVED');
  watching.interrupt();
  expect(await watching.code()).toBe(0);
  const events = watching.said.out
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(events).toMatchObject([
    { kind: 'EVENT_KIND_WATCHING' },
    { kind: 'EVENT_KIND_BACKEND_REGISTERED', subject: 'echo', revision: 1 },
    { kind: 'EVENT_KIND_BACKEND_CHANGED', subject: 'echo', revision: 2 },
    { kind: 'EVENT_KIND_BACKEND_REMOVED', subject: 'echo', revision: 2 },
  ]);
  for (const { atUnixMs } of events) expect(Math.abs(Date.now() - atUnixMs)).toBeLessThan(60_000);
});

test('a backend that was there before is told when it changes, not when the watch begins', async () => {
  await register('1s');
  const watching = await watch();
  await register('2s');
  await watching.says('backend changed');
  expect(watching.said.out).toMatch(/^\S+Z {2}watching\n\S+Z {2}backend changed {2}echo, revision 2\n$/);
  watching.interrupt();
  await watching.code();
});

test('watch prints the life of sessions, and nothing that a client says reaches the terminal as a control character', async () => {
  const [watching, cluster] = await Promise.all([watch(), watch('--cluster')]);
  const client = await RawClient.login(gateway.addresses.client, { client: 'till/7\u001b[2J', token: 'ann' });
  client.destroy();
  await Promise.all([watching.says('session detached'), cluster.says('session detached')]);
  // Over all gateways each says where it is.
  expect(cluster.said.out).toMatch(/session created {2}[\w-]{22}, user ann, client till\/7.*, at \S+:\d+\n/);
  expect(watching.said.out).not.toContain(', at ');
  cluster.interrupt();
  expect(watching.said.out).toMatch(/session created {2}[\w-]{22}, user ann, client till\/7/);
  expect(watching.said.out.replaceAll('\n', '')).not.toMatch(/\p{Cc}/u);
  watching.interrupt();
  expect(await watching.code()).toBe(0);
});

test.each([
  ['SIGTERM', 'went away'],
  ['SIGKILL', 'No gateway answers'],
] as const)('a gateway that ends by %s ends the watch, which says: %s', async (signal, said) => {
  const watching = await watch();
  gateway.signal(signal);
  expect(await watching.code()).toBe(1);
  expect(watching.said.err).toContain(said);
});
