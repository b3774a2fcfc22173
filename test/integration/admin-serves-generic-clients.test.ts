import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connect } from '../../src/client/index.ts';
import { STATUS } from '../../src/status/index.ts';
import { BufCurl } from '../support/buf-curl.ts';
import { GatewayProcess } from '../support/gateway-process.ts';
import { ShopBackend } from '../support/shop-backend.ts';

const ORDERS = resolve(import.meta.dirname, '../../descriptors/orders.binpb');
const EVENTS = 'trunkline.admin.v1.EventService';
const NOTIFICATIONS = 'trunkline.admin.v1.NotificationService';
const REGISTRY = 'trunkline.admin.v1.RegistryService';
const SESSIONS = 'trunkline.admin.v1.SessionService';
const TRAFFIC = 'trunkline.admin.v1.TrafficService';

/** buf curl ends with the status of the call, shifted: its own failures are odd. */
const exitCodeOf = (status: number) => status << 3;

let gateway: GatewayProcess;
let curl: BufCurl;

beforeAll(async () => {
  gateway = await GatewayProcess.start();
  curl = await BufCurl.for(gateway.addresses.admin);
});

afterAll(async () => {
  await curl[Symbol.asyncDispose]();
  await gateway.destroy();
});

describe('a generic gRPC client that has none of our protos', () => {
  test('learns from reflection which services and methods there are', async () => {
    const services = await curl.list('services');
    const methods = await curl.list('methods');
    expect(services).toEqual({
      code: 0,
      stdout: `grpc.health.v1.Health\ngrpc.reflection.v1.ServerReflection\n${EVENTS}\n${NOTIFICATIONS}\n${REGISTRY}\n${SESSIONS}\n${TRAFFIC}\n`,
      stderr: '',
    });
    expect(methods.stdout.split('\n')).toEqual(
      expect.arrayContaining([`${REGISTRY}/RegisterBackend`, `${SESSIONS}/KickSession`, 'grpc.health.v1.Health/Watch']),
    );
  });

  test.each(['grpc-v1', 'grpc-v1alpha'])(
    'hears by reflection %s how to ask whether the gateway serves',
    async (reflection) => {
      for (const service of ['', EVENTS, NOTIFICATIONS, REGISTRY, SESSIONS, TRAFFIC]) {
        const { code, stdout } = await curl.call(
          'grpc.health.v1.Health/Check',
          { service },
          '--reflect-protocol',
          reflection,
        );
        expect({ code, answer: JSON.parse(stdout) }).toEqual({ code: 0, answer: { status: 'SERVING' } });
      }
    },
  );

  test('registers a backend, which clients can call from then on', async () => {
    await using backend = await ShopBackend.start('orders');
    const descriptorSet = await readFile(ORDERS, 'base64');
    const upload = { name: 'orders', descriptorSet, endpoints: [backend.address] };
    const registered = await curl.call(`${REGISTRY}/RegisterBackend`, upload);
    expect(registered).toMatchObject({ code: 0, stderr: '' });
    expect(JSON.parse(registered.stdout)).toMatchObject({ changed: true });
    const client = await connect(`tcp://${gateway.addresses.client}`);
    const order = await client.call('demo.orders.v1.OrderService/GetOrder', { id: 'A-1002' });
    await client.close();
    expect(order).toMatchObject({ order: { id: 'A-1002' } });
  });

  test('sees a session with the client that it belongs to', async () => {
    const client = await connect(`tcp://${gateway.addresses.client}`, { client: 'till/7' });
    const { stdout } = await curl.call(`${SESSIONS}/ListSessions`, {});
    await client.close();
    expect(JSON.parse(stdout)).toMatchObject({ sessions: [{ id: client.session.id, client: 'till/7' }] });
  });

  test('is told what an upload is refused for', async () => {
    const descriptorSet = Buffer.from('no set').toString('base64');
    const upload = { name: 'broken', descriptorSet, endpoints: ['127.0.0.1:1'] };
    const { code, stdout, stderr } = await curl.call(`${REGISTRY}/RegisterBackend`, upload);
    expect({ code, stdout }).toEqual({ code: exitCodeOf(STATUS.INVALID_ARGUMENT), stdout: '' });
    expect(stderr).toContain('"type": "trunkline.admin.v1.Refusal"');
    const [, findings = ''] = /"value": "([^"]+)"/.exec(stderr) ?? [];
    expect(Buffer.from(findings, 'base64').toString()).toContain('MALFORMED');
  });
});
