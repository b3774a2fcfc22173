import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { Server, ServerCredentials } from '@grpc/grpc-js';
import { HealthImplementation } from 'grpc-health-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CallError, type Client, connect } from '../../src/client/index.ts';
import { decodeEchoResponse, ECHO_SERVICE, encodeEchoRequest } from '../support/echo-messages.ts';
import { GatewayProcess } from '../support/gateway-process.ts';
import { NodeEchoBackend } from '../support/node-echo-backend.ts';
import { PythonBackend } from '../support/python-backend.ts';
import { runCli } from '../support/run-cli.ts';

const ECHO_PROTO = resolve(import.meta.dirname, '../fixtures/echo');
const HEALTH_PROTO = join(dirname(createRequire(import.meta.url).resolve('grpc-health-check/package.json')), 'proto');
const UNARY = `${ECHO_SERVICE}/Unary`;

let gateway: GatewayProcess;
let python: PythonBackend;
let node: NodeEchoBackend;
let client: Client;
beforeAll(async () => {
  [gateway, python, node] = await Promise.all([
    GatewayProcess.start(),
    PythonBackend.startEcho(),
    NodeEchoBackend.start(),
  ]);
  client = await connect(`tcp://${gateway.addresses.client}`);
});
afterAll(async () => {
  await client.close();
  await gateway.destroy();
  await Promise.all([python.stop(), node.stop()]);
});

async function registerBackend(name: string, protos: string, endpoint: string): Promise<string> {
  const home = await mkdtemp(join(tmpdir(), 'trunkline-home-'));
  const args = ['backend', 'register', name, '--proto', protos, '--endpoint', endpoint];
  const { code, stdout, stderr } = await runCli([...args, '--admin', gateway.addresses.admin], { HOME: home });
  await rm(home, { recursive: true });
  expect({ code, stderr }).toMatchObject({ code: 0 });
  return stdout + stderr;
}

describe('a backend on the C core, registered from its own .proto files', () => {
  beforeAll(() => registerBackend('echo', ECHO_PROTO, python.address));

  test('answers calls in bytes, with what it got as metadata and what was left of the deadline', async () => {
    const payload = encodeEchoRequest({ body: Buffer.from('over the C core'), trailers: { 'x-cost': '3' } });
    const options = { timeoutMs: 5000, metadata: { 'x-shop': 'harbour', 'x-trace-bin': Uint8Array.of(0xca, 0xfe) } };
    const answer = await client.invoke(UNARY, payload, options);
    const { body, received, deadlineMs } = decodeEchoResponse(answer.payload);
    expect(Buffer.from(body).toString()).toBe('over the C core');
    expect(received).toMatchObject({ 'x-shop': 'harbour', 'x-trace-bin': 'cafe' });
    expect(deadlineMs).toBeGreaterThan(3000);
    expect(deadlineMs).toBeLessThanOrEqual(5000);
    expect(answer.trailers).toContainEqual({ key: 'x-cost', value: '3' });
  });

  test('answers calls in JSON', async () => {
    const answer = await client.call(UNARY, { body: Buffer.from('json').toString('base64'), metadata: { 'x-a': '1' } });
    expect(answer).toMatchObject({ body: Buffer.from('json').toString('base64') });
  });

  test('fails calls with a status of its own, which passes through', async () => {
    const failed = client.callBinary(UNARY, encodeEchoRequest({ status: 9, statusMessage: 'not today, 100 % sure' }));
    const error: unknown = await failed.catch((cause: unknown) => cause);
    expect(error).toBeInstanceOf(CallError);
    expect(error).toMatchObject({ code: 9, statusMessage: 'not today, 100 % sure', origin: 'BACKEND', sent: 'MAYBE' });
  });

  test('is swapped for another under load: no call fails, and the next ones go to the new one', async () => {
    let stop = false;
    let answered = 0;
    const load = Array.from({ length: 16 }, async () => {
      while (!stop) {
        const { body } = decodeEchoResponse(
          await client.callBinary(UNARY, encodeEchoRequest({ body: Buffer.from('x') })),
        );
        if (Buffer.from(body).toString() === 'x') answered++;
      }
    });
    await registerBackend('echo', ECHO_PROTO, node.address);
    const before = node.begun;
    await client.callBinary(UNARY, encodeEchoRequest({}));
    expect(node.begun).toBeGreaterThan(before);
    stop = true;
    await Promise.all(load);
    expect(answered).toBeGreaterThan(100);
  });

  test('may be uploaded again: nothing changes, and that is said', async () => {
    expect(await registerBackend('echo', ECHO_PROTO, node.address)).toMatch(/nothing (was )?changed|unchanged/i);
  });
});

describe('a server that others wrote, registered from the .proto files of its package', () => {
  test('is called in JSON, with the statuses that it gives', async () => {
    const server = new Server();
    new HealthImplementation({ shop: 'SERVING', cellar: 'NOT_SERVING' }).addToServer(server);
    const port = await new Promise<number>((bound, failed) => {
      server.bindAsync('127.0.0.1:0', ServerCredentials.createInsecure(), (error, result) =>
        error === null ? bound(result) : failed(error),
      );
    });
    await registerBackend('health', HEALTH_PROTO, `127.0.0.1:${port}`);
    expect(await client.call('grpc.health.v1.Health/Check', { service: 'shop' })).toEqual({ status: 'SERVING' });
    expect(await client.call('grpc.health.v1.Health/Check', { service: 'cellar' })).toEqual({ status: 'NOT_SERVING' });
    await expect(client.call('grpc.health.v1.Health/Check', { service: 'attic' })).rejects.toMatchObject({
      codeName: 'NOT_FOUND',
      origin: 'BACKEND',
    });
    server.forceShutdown();
  });
});
