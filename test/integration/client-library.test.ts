import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { CallError, type Client, type ClientState, connect } from '../../src/client/index.ts';
import { OrderGateway } from '../clients/order-gateway.ts';
import { GatewayProcess } from '../support/gateway-process.ts';
import { runCli } from '../support/run-cli.ts';
import { waitFor } from '../support/wait-for.ts';

const GET_ORDER = `${OrderGateway.SERVICE}/GetOrder`;

async function failureOf(call: Promise<unknown>): Promise<CallError> {
  const outcome = await call.then(
    () => 'an answer',
    (error: unknown) => error,
  );
  if (outcome instanceof CallError) return outcome;
  throw new Error(`not a CallError: ${String(outcome)}`);
}

/** The next state of this kind. */
function reaches(client: Client, kind: ClientState['kind']): Promise<ClientState> {
  return new Promise((resolve) => {
    const stop = client.onStateChange((state) => {
      if (state.kind !== kind) return;
      stop();
      resolve(state);
    });
  });
}

/** Twice as many are given up within a test: a server of Node's takes a thousand RST_STREAM at once for an attack. */
const MAX_IN_FLIGHT = 400;

describe('the client library at a gateway', () => {
  let orders: OrderGateway;
  let client: Client;

  beforeAll(async () => {
    orders = await OrderGateway.start(['--session-max-in-flight', `${MAX_IN_FLIGHT}`]);
    client = await connect(orders.url, { client: 'shop/1' });
  });

  afterAll(async () => {
    await client.close();
    await orders[Symbol.asyncDispose]();
  });

  it('calls in JSON and in binary, with metadata and trailers', async () => {
    expect(await client.call(GET_ORDER, { id: '42' })).toEqual({ order: { id: '42' } });
    const request = Buffer.from([0x0a, 2, 0x34, 0x32]);
    expect(await client.callBinary(GET_ORDER, request)).toEqual(Uint8Array.of(0x0a, 4, 0x0a, 2, 0x34, 0x32));
    const response = await client.invoke(GET_ORDER, request, { metadata: { 'X-Client': 'me' } });
    expect(response.trailers).toContainEqual({ key: 'x-asked-by', value: 'me' });
  });

  it('gives each of 2,000 calls its own answer', async () => {
    const ids = Array.from({ length: 2000 }, (_, index) => String(index));
    const answers = await Promise.all(ids.map((id) => client.call<{ order: { id: string } }>(GET_ORDER, { id })));
    expect(answers.map(({ order }) => order.id)).toEqual(ids);
  });

  it('tells a backend’s refusal from the gateway’s', async () => {
    expect(await failureOf(client.call(GET_ORDER, { id: 'missing' }))).toMatchObject({
      codeName: 'NOT_FOUND',
      statusMessage: 'no order missing',
      origin: 'BACKEND',
      reason: 'BACKEND_STATUS',
    });
    expect(await failureOf(client.call(`${OrderGateway.SERVICE}/Nothing`, {}))).toMatchObject({
      codeName: 'UNIMPLEMENTED',
      origin: 'GATEWAY',
      reason: 'UNKNOWN_METHOD',
      sent: 'NEVER',
    });
    const badJson = await failureOf(client.call(GET_ORDER, { id: 42 }));
    expect(badJson).toMatchObject({ codeName: 'INVALID_ARGUMENT', reason: 'BAD_JSON', origin: 'GATEWAY' });
  });

  it('ends a call at its deadline, and the gateway ends it at the backend', async () => {
    const before = orders.backend.cancelled;
    const error = await failureOf(client.call(GET_ORDER, { id: 'held' }, { timeoutMs: 100 }));
    expect(error).toMatchObject({ codeName: 'DEADLINE_EXCEEDED', sent: 'MAYBE' });
    await waitFor('the backend’s call to be cancelled', () => orders.backend.cancelled === before + 1);
    orders.backend.release();
  });

  it('has an aborted call cancelled at the backend', async () => {
    const before = orders.backend.cancelled;
    const abort = new AbortController();
    const call = failureOf(client.call(GET_ORDER, { id: 'held' }, { signal: abort.signal }));
    await waitFor('the call to reach the backend', () => orders.backend.held === 1);
    abort.abort();
    expect(await call).toMatchObject({ codeName: 'CANCELLED', origin: 'CLIENT', sent: 'MAYBE' });
    await waitFor('the backend’s call to be cancelled', () => orders.backend.cancelled === before + 1);
    orders.backend.release();
  });

  it('survives the abort of as many calls as may be open, twice over', async () => {
    const { maxInFlight } = client.session;
    expect(maxInFlight).toBe(MAX_IN_FLIGHT);
    for (let round = 0; round < 2; round++) {
      const abort = new AbortController();
      const calls = Array.from({ length: maxInFlight }, () =>
        failureOf(client.call(GET_ORDER, { id: 'held' }, { signal: abort.signal, timeoutMs: 2000 })),
      );
      await waitFor('the first call to reach the backend', () => orders.backend.held > 0);
      abort.abort();
      for (const error of await Promise.all(calls)) expect(error.codeName).toBe('CANCELLED');
      orders.backend.release();
    }
    expect(await client.call(GET_ORDER, { id: '42' })).toEqual({ order: { id: '42' } });
    expect(client.state.kind).toBe('connected');
  });

  it('is named to the operator, and closes for good where the operator ends its session', async () => {
    const other = await connect(orders.url, { client: 'kicked/1' });
    const admin = ['--admin', orders.gateway.addresses.admin];
    const list = await runCli(['sessions', 'list', ...admin]);
    expect(list.stdout).toContain('kicked/1');
    const over = reaches(other, 'closed');
    await runCli(['sessions', 'kick', other.session.id, ...admin]);
    expect(await over).toMatchObject({ error: { code: 4505, reconnect: false } });
  });
});

describe('the client library, when its gateway goes away', () => {
  it('finishes what is in flight while the gateway drains', async () => {
    const orders = await OrderGateway.start();
    onTestFinished(() => orders[Symbol.asyncDispose]());
    const client = await connect(orders.url);
    const call = client.call(GET_ORDER, { id: 'held' });
    await waitFor('the call to reach the backend', () => orders.backend.held === 1);
    const down = reaches(client, 'connecting');
    orders.gateway.signal('SIGTERM');
    expect(await down).toMatchObject({ error: { code: 4400 } });
    orders.backend.release();
    expect(await call).toEqual({ order: { id: 'held' } });
    expect(await orders.gateway.exit()).toBe(0);
    await client.close();
  });

  it('comes back when a gateway is there again; what was called meanwhile is answered', async () => {
    const orders = await OrderGateway.start();
    onTestFinished(() => orders[Symbol.asyncDispose]());
    const { addresses, dataDir } = orders.gateway;
    const client = await connect(orders.url, { reconnect: { minDelayMs: 10, maxDelayMs: 50 } });
    const flying = failureOf(client.call(GET_ORDER, { id: 'held' }));
    await waitFor('the call to reach the backend', () => orders.backend.held === 1);
    const down = reaches(client, 'connecting');
    orders.gateway.signal('SIGKILL');
    await orders.gateway.exit();
    await down;
    const waiting = client.call(GET_ORDER, { id: '42' });
    const again = await GatewayProcess.start(['--listen', addresses.client], { dataDir });
    onTestFinished(() => again.destroy());
    expect(await waiting).toEqual({ order: { id: '42' } });
    // The new gateway does not know the session.
    expect(await flying).toMatchObject({ reason: 'CONNECTION_LOST', origin: 'CLIENT', sent: 'MAYBE' });
    await client.close();
  });
});
