import { afterAll, beforeAll, expect, test } from 'vitest';
import { ECHO_DESCRIPTORS, ECHO_SERVICE } from '../support/echo-messages.ts';
import { GatewayProcess } from '../support/gateway-process.ts';
import { NodeEchoBackend } from '../support/node-echo-backend.ts';
import { runCli } from '../support/run-cli.ts';

let gateway: GatewayProcess;
let backend: NodeEchoBackend;

beforeAll(async () => {
  [gateway, backend] = await Promise.all([GatewayProcess.start(), NodeEchoBackend.start()]);
  const registered = await cli(
    ...['backend', 'register', 'echo', '--descriptors', ECHO_DESCRIPTORS, '--endpoint', backend.address],
    ...['--timeout', '4s', '--attempts', '2'],
  );
  expect(registered.code).toBe(0);
});

afterAll(() => Promise.all([gateway.destroy(), backend.stop()]));

const cli = (...args: string[]) => runCli(args, { TRUNKLINE_ADMIN: gateway.addresses.admin });

test('explain says the way of a call, and the backend hears of nothing', async () => {
  const { code, stdout } = await cli('explain', `${ECHO_SERVICE}/Unary`, '-H', 'x-shop: harbour', '--user', 'ada');
  expect(code).toBe(0);
  const facts = new Map(
    stdout
      .trimEnd()
      .split('\n')
      .map((line): [string, string] => {
        const [name = '', value = ''] = line.split('\t');
        return [name, value];
      }),
  );
  expect(Object.fromEntries(facts)).toMatchObject({
    method: `${ECHO_SERVICE}/Unary (unary, may not be run twice)`,
    backend: 'echo, revision 1',
    timeout: '4s',
    endpoints: `${backend.address}: 0 in flight, 0 calls`,
    takes: backend.address,
    retries: 'at most 2 attempts, budget 10 %',
    verdict: 'the call would be made',
  });
  expect(backend.begun).toBe(0);
});

test('explain of a call that would be refused names the rule and the remedy', async () => {
  const { code, stdout } = await cli('explain', `${ECHO_SERVICE}/Nope`, '-o', 'json');
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({
    backend: '',
    refusal: { reason: 'UNKNOWN_METHOD', code: 12, message: `${ECHO_SERVICE} has no method Nope` },
  });
});

test('explain of metadata that is not legal gives the way with the rule that bars it', async () => {
  const { stdout } = await cli(
    'explain',
    `${ECHO_SERVICE}/Unary`,
    '-H',
    'x-bin: AAAA',
    '-H',
    `x-long: ${'x'.repeat(9000)}`,
  );
  expect(stdout).toContain('verdict\trefused with INVALID_ARGUMENT (BAD_METADATA): metadata above 8192 bytes');
  expect(stdout).toContain(`takes\t${backend.address}`);
});
