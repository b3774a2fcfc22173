import { afterAll, beforeAll, expect, test } from 'vitest';
import { connect } from '../../src/client/index.ts';
import { GatewayProcess } from '../support/gateway-process.ts';
import { runCli } from '../support/run-cli.ts';
import { waitFor } from '../support/wait-for.ts';

let gateway: GatewayProcess;

beforeAll(async () => {
  gateway = await GatewayProcess.start();
});

afterAll(() => gateway.destroy());

const cli = (...args: string[]) => runCli(args, { TRUNKLINE_ADMIN: gateway.addresses.admin });

test('an operator sees a session, looks at it, and ends it; the client hears why', async () => {
  const client = await connect(`tcp://${gateway.addresses.client}`, { client: 'till/7', reconnect: false });
  const listed = await cli('sessions', 'list');
  expect(listed.stdout.split('\t').slice(0, 4)).toEqual([client.session.id, expect.any(String), 'till/7', 'active']);

  const shown = await cli('sessions', 'show', client.session.id, '-o', 'json');
  expect(JSON.parse(shown.stdout)).toMatchObject({ id: client.session.id, client: 'till/7', callsInFlight: 0 });

  const kicked = await cli('sessions', 'kick', client.session.id, '--reason', 'stock-taking tonight');
  expect(kicked).toMatchObject({ code: 0, stdout: '', stderr: `Kicked ${client.session.id}.\n` });
  await waitFor('the end of the kicked session', () => client.state.kind === 'closed');
  expect(client.state).toMatchObject({
    kind: 'closed',
    error: { reconnect: false, message: expect.stringContaining('stock-taking tonight') },
  });
  expect((await cli('sessions', 'list')).stdout).toBe('');
});

test('a session that is not there cannot be shown or kicked', async () => {
  const [shown, kicked] = await Promise.all([cli('sessions', 'show', 'nope'), cli('sessions', 'kick', 'nope')]);
  expect([shown.code, kicked.code]).toEqual([1, 1]);
  expect(kicked.stderr).toContain('There is no session nope.');
});

test('what a client says of itself cannot act on the operator’s terminal (X8)', async () => {
  const hostile = 'evil\u001b[2J\u001b]0;owned\u0007/1\nKicked everyone.';
  const client = await connect(`tcp://${gateway.addresses.client}`, { client: hostile, reconnect: false });
  const listed = await Promise.all(['table', 'json', 'yaml'].map((format) => cli('sessions', 'list', '-o', format)));
  await client.close();
  for (const { stdout } of listed) {
    expect(stdout).toContain('evil');
    expect(stdout.replaceAll('\n', '')).not.toMatch(/\p{Cc}/u);
    expect(stdout).not.toMatch(/^Kicked everyone/m);
  }
});
