import { afterAll, beforeAll, expect, test } from 'vitest';
import { ECHO_DESCRIPTORS, ECHO_SERVICE, encodeEchoRequest } from '../support/echo-messages.ts';
import { GatewayProcess } from '../support/gateway-process.ts';
import { NodeEchoBackend } from '../support/node-echo-backend.ts';
import { RawClient } from '../support/raw-client.ts';
import { runCli } from '../support/run-cli.ts';

let gateway: GatewayProcess;
let backend: NodeEchoBackend;
let client: RawClient;

beforeAll(async () => {
  [gateway, backend] = await Promise.all([GatewayProcess.start(), NodeEchoBackend.start()]);
  await cli('backend', 'register', 'echo', '--descriptors', ECHO_DESCRIPTORS, '--endpoint', backend.address);
  client = await RawClient.login(gateway.addresses.client);
});

afterAll(async () => {
  client.destroy();
  await Promise.all([gateway.destroy(), backend.stop()]);
});

const cli = (...args: string[]) => runCli(args, { TRUNKLINE_ADMIN: gateway.addresses.admin });

/** Calls, one after the other, for as long as `during` takes; every second one fails. */
async function callDuring<T>(during: Promise<T>): Promise<T> {
  let over = false;
  const done = during.finally(() => {
    over = true;
  });
  for (let seq = 1; !over; seq++) {
    const payload = encodeEchoRequest({ status: seq % 2 === 0 ? 5 : 0 });
    client.request(seq, { service: ECHO_SERVICE, method: 'Unary', payload });
    await client.response(seq);
  }
  return done;
}

test('top shows calls, errors and times by backend and method, one interval after the other', async () => {
  const { code, stdout } = await callDuring(cli('top', '--once', '--interval', '500ms', '-o', 'json'));
  expect(code).toBe(0);
  const [line = '', ...rest] = stdout.trimEnd().split('\n');
  expect(rest).toEqual([]);
  const seen = JSON.parse(line);
  expect(seen).toMatchObject({
    sessionsActive: 1,
    sessionsDetached: 0,
    connections: 1,
    backends: 1,
    byBackend: [{ backend: 'echo' }],
    byMethod: [{ backend: 'echo', method: `${ECHO_SERVICE}/Unary` }],
  });
  expect(seen.callsPerSecond).toBeGreaterThan(10);
  expect(seen.failedPerSecond / seen.callsPerSecond).toBeCloseTo(0.5, 1);
  expect(seen.byMethod[0].p99Ms).toBeGreaterThanOrEqual(seen.byMethod[0].p50Ms);
});

test('top on no terminal is text without control characters', async () => {
  const { code, stdout } = await callDuring(cli('top', '--once', '--interval', '200ms'));
  expect(code).toBe(0);
  expect(stdout).toMatch(/^[0-9.]+ calls\/s, [0-9.]+ errors\/s, [01] in flight\n1 session, 0 detached, 1 connection\n/);
  expect(stdout).toMatch(/^BACKEND +CALLS\/S +ERRORS\/S +P50 +P99\necho +[0-9.]+/m);
  expect(stdout.replaceAll('\n', '')).not.toMatch(/\p{Cc}/u);
});

test('top of a gateway where nothing happens says so', async () => {
  const { stdout } = await cli('top', '--once', '--interval', '100ms', '-o', 'json');
  expect(JSON.parse(stdout)).toMatchObject({ callsPerSecond: 0, byBackend: [], byMethod: [] });
});
