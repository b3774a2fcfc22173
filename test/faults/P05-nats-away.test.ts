import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { AdminError } from '../../src/admin-api/index.ts';
import type { Client } from '../../src/client/index.ts';
import { STATUS } from '../../src/status/index.ts';
import { ClusterGround } from '../support/cluster-ground.ts';
import { echoCall } from '../support/fault-ground.ts';
import type { GatewayProcess } from '../support/gateway-process.ts';
import { NatsServer } from '../support/nats-server.ts';
import { NotifyGround } from '../support/notify-ground.ts';
import { waitFor } from '../support/wait-for.ts';

/** Well below the time that a publisher would call a hang. */
const FAST_MS = 3000;

let cluster: ClusterGround;
let nats: NatsServer;
let ground: NotifyGround;
beforeAll(async () => {
  cluster = await ClusterGround.open(2);
  nats = cluster.nats;
  ground = cluster.gateways;
});
afterAll(() => cluster[Symbol.asyncDispose]());

const storeAt = (gateways: NotifyGround, at: number, id: string) =>
  gateways.publish(at, { user: 'ada', target: 'user', id, atLeastOnce: true });
const store = (id: string, at = 0) => storeAt(ground, at, id);

/** The ids of what a program sees, each time that it does. */
function idsSeenBy(client: Client): readonly string[] {
  const seen: string[] = [];
  client.on('test', (_, { id }) => {
    seen.push(id);
  });
  return seen;
}

/** Resolves once it is confirmed: until the outbox has found its stream again nothing is. */
function storedAt(gateways: NotifyGround, at: number, id: string): Promise<void> {
  return waitFor('it can be stored again', () =>
    storeAt(gateways, at, id).then(
      () => true,
      () => false,
    ),
  );
}

async function refusal(publishing: Promise<unknown>): Promise<AdminError> {
  const startedAtMs = performance.now();
  const error = await publishing.catch((cause: unknown) => cause);
  expect(performance.now() - startedAtMs).toBeLessThan(FAST_MS);
  if (error instanceof AdminError) return error;
  throw new Error('it was published');
}

describe('P5', () => {
  it('while NATS is away publishing fails at once, sessions go on, and what was confirmed arrives once, afterwards, in order', async () => {
    const client = await ground.login('ada');
    const seen = idsSeenBy(client);
    const confirmed = ['before-1', 'before-2'];
    for (const id of confirmed) expect((await store(id, 1)).targets).toHaveLength(1);
    await waitFor('both are there', () => seen.length === 2);

    await nats.stop();
    for (const gateway of ground.gateways) await ground.busIs(gateway, 0);
    for (let round = 0; round < 3; round++) {
      expect((await refusal(store(`during-${round}`))).code).toBe(STATUS.UNAVAILABLE);
      const once = ground.publish(0, { user: 'ada', target: 'user' });
      expect((await refusal(once)).code).toBe(STATUS.UNAVAILABLE);
    }
    expect(client.state.kind).toBe('connected');
    expect((await ground.gateway(0).get('/ready')).status).toBe(200);

    await nats.run();
    for (const gateway of ground.gateways) await ground.busIs(gateway, 1);
    await storedAt(ground, 1, 'after-1');
    await waitFor('it is there', () => seen.length === 3);
    expect(seen).toEqual(['before-1', 'before-2', 'after-1']);
  });

  it('calls and streams that are open when NATS goes go on, and new ones are made over the same session', async () => {
    const { client } = await cluster.login(0, 'caller');
    const begun = cluster.echo.begun;
    const { payload, ...stream } = echoCall({}, 'BidiStream');
    client.request(1, stream);
    client.request(2, echoCall({ delayMs: 1000 }));
    await waitFor('both run', () => cluster.echo.begun === begun + 2);
    await nats.stop();
    await ground.busIs(ground.gateway(0), 0);
    client.send({ kind: 'message', seq: 1, body: { metadata: [], payload } });
    await client.frame({ kind: 'message', seq: 1 });
    client.request(3, echoCall({}));
    const answers = await Promise.all([client.response(2), client.response(3)]);
    expect(answers.map(({ status }) => status)).toEqual([0, 0]);
    expect((await ground.gateway(0).metrics()).get('trunkline_bus_up')).toBe(0);

    await nats.run();
    await ground.busIs(ground.gateway(0), 1);
    client.send({ kind: 'halfClose', seq: 1 });
    client.request(4, echoCall({}));
    expect([(await client.response(1)).status, (await client.response(4)).status]).toEqual([0, 0]);
    expect(client.frames.filter(({ kind }) => kind === 'goAway')).toEqual([]);
  });

  it('what was confirmed while a user was away outlives kill -9 of NATS', async () => {
    const ids = Array.from({ length: 20 }, (_, index) => `kept-${index}`);
    for (const id of ids) {
      const { stored } = await ground.publish(0, { user: 'late', target: 'user', id, atLeastOnce: true });
      expect(stored).toBe(1);
    }
    await nats.stop('SIGKILL');
    await nats.run();
    for (const gateway of ground.gateways) await ground.busIs(gateway, 1);
    const client = await ground.login('late', 1);
    const seen = idsSeenBy(client);
    await waitFor('all are there', () => seen.length === ids.length);
    expect(seen).toEqual(ids);
  });

  it('a gateway that starts while NATS is away serves, and is on the bus when that is there', async () => {
    await nats.stop();
    const gateway = await ground.startAnotherWithoutBus();
    expect((await gateway.get('/ready')).status).toBe(200);
    await nats.run();
    await ground.busIs(gateway, 1);
    const client = await ground.login('early', ground.gateways.length - 1);
    const first = ground.gateways.length - 1;
    expect(client.state.kind).toBe('connected');
    await waitFor('it is reached from another gateway', async () => {
      const report = await ground.publish(0, { user: 'early', target: 'user' }).catch(() => null);
      return report?.delivered === 1;
    });
    expect(first).toBe(2);
  });
});

describe('P5: a gateway whose token NATS does not take any more', () => {
  /** The second time that a token is refused is where NATS' own client would give up. */
  const REFUSALS = 3;
  const taking = (token: string) => `authorization { token: "${token}" }`;
  const reconnectionsIn = ({ log }: GatewayProcess) => log.filter((line) => line.includes('NATS is connected')).length;
  const refusalsIn = ({ log }: GatewayProcess) => log.filter((line) => line.includes('Authorization Violation')).length;
  const isRefused = async (gateway: GatewayProcess, times: number) => {
    const before = refusalsIn(gateway);
    await waitFor('it is refused', () => refusalsIn(gateway) >= before + times, 20_000);
  };

  let guarded: NatsServer;
  let gateways: NotifyGround;
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'trunkline-token-'));
    const tokenFile = join(folder, 'token');
    await writeFile(tokenFile, 'granted\n');
    guarded = await NatsServer.start([], taking('granted'));
    // Of refusals that follow each other only the first is a warning.
    gateways = await NotifyGround.open(2, guarded.url, ['--nats-token-file', tokenFile, '--log-level', 'debug']);
  });
  afterAll(async () => {
    await gateways[Symbol.asyncDispose]();
    await guarded[Symbol.asyncDispose]();
    await rm(folder, { recursive: true });
  });

  it.each([
    [
      'reads its configuration again',
      async (configuration: string) => {
        await guarded.configure(configuration);
      },
    ],
    [
      'starts anew',
      async (configuration: string) => {
        await guarded.stop();
        await guarded.configure(configuration);
        await guarded.run();
      },
    ],
  ] as const)(
    'publishes nothing, serves on, and is back by itself when NATS, which %s, takes it again: what was confirmed arrives once',
    async (how, nowTakes) => {
      const client = await gateways.login('ada');
      const seen = idsSeenBy(client);
      for (const id of ['1', '2']) await storeAt(gateways, 1, `${how} ${id}`);
      await waitFor('both are there', () => seen.length === 2);

      await nowTakes(taking('another'));
      for (const gateway of gateways.gateways) {
        await gateways.busIs(gateway, 0);
        await isRefused(gateway, REFUSALS);
      }
      for (let round = 0; round < 3; round++) {
        const refused = storeAt(gateways, round % 2, `${how}, never stored ${round}`);
        expect((await refusal(refused)).code).toBe(STATUS.UNAVAILABLE);
        const once = gateways.publish(round % 2, { user: 'ada', target: 'user' });
        expect((await refusal(once)).code).toBe(STATUS.UNAVAILABLE);
      }
      expect([client.state.kind, seen.length]).toEqual(['connected', 2]);
      expect((await gateways.gateway(0).get('/ready')).status).toBe(200);

      const connected = gateways.gateways.map(reconnectionsIn);
      await nowTakes(taking('granted'));
      for (const gateway of gateways.gateways) await gateways.busIs(gateway, 1);
      await storedAt(gateways, 1, `${how} 3`);
      await waitFor('it is there', () => seen.length === 3);
      expect(seen).toEqual(['1', '2', '3'].map((id) => `${how} ${id}`));
      expect(gateways.gateways.map(reconnectionsIn)).toEqual(connected.map((times) => times + 1));
      await client.close({ timeoutMs: 0 });
    },
  );

  it('where it starts like that, serves, and is on the bus once NATS takes it', async () => {
    await guarded.configure(taking('another'));
    const gateway = await gateways.startAnotherWithoutBus();
    await isRefused(gateway, REFUSALS);
    expect((await gateway.get('/ready')).status).toBe(200);
    await guarded.configure(taking('granted'));
    await gateways.busIs(gateway, 1);
  });
});

describe('P5: a gateway that NATS cuts off as a slow consumer', () => {
  const COUNT = 300;
  const AT_ONCE = 50;
  /** More of these than sockets have room for. */
  const PAYLOAD = JSON.stringify('x'.repeat(64 * 1024));
  const IMPATIENT = 'write_deadline: "200ms"';
  const ROOM = ['--notify-max-bytes-per-user', `${2 * COUNT * PAYLOAD.length}`];

  let impatient: NatsServer;
  let gateways: NotifyGround;
  beforeAll(async () => {
    impatient = await NatsServer.start([], IMPATIENT);
    gateways = await NotifyGround.open(2, impatient.url, ROOM);
  });
  afterAll(async () => {
    await gateways[Symbol.asyncDispose]();
    await impatient[Symbol.asyncDispose]();
  });

  it('is back by itself, and what was confirmed meanwhile arrives once, in order', async () => {
    const slow = gateways.gateway(0);
    const client = await gateways.login('ada');
    const seen: string[] = [];
    const offsets: number[] = [];
    client.on('test', (_, { id, offset }) => {
      seen.push(id);
      offsets.push(offset);
    });
    const confirmed: string[] = [];
    const publish = async (id: string) => {
      await gateways.publish(1, { user: 'ada', target: 'user', id, atLeastOnce: true, payloadJson: PAYLOAD });
      confirmed.push(id);
    };
    await publish('before');
    await waitFor('it is there', () => seen.length === 1);

    slow.signal('SIGSTOP');
    onTestFinished(() => slow.signal('SIGCONT'));
    const ids = Array.from({ length: COUNT }, (_, index) => `meanwhile-${index}`);
    for (let from = 0; from < COUNT; from += AT_ONCE) await Promise.all(ids.slice(from, from + AT_ONCE).map(publish));
    await waitFor('NATS has cut it off', async () => (await impatient.slowConsumers()) > 0);
    slow.signal('SIGCONT');

    await waitFor('it has noticed', () => slow.log.some((line) => line.includes('NATS is away')));
    await gateways.busIs(slow, 1);
    // Before anything is published that would show the gateway what it has missed.
    await waitFor('all are there', () => seen.length >= confirmed.length, 30_000);
    await publish('after');
    await waitFor('this, too', () => seen.length >= confirmed.length);
    expect(confirmed).toHaveLength(COUNT + 2);
    expect(seen.toSorted()).toEqual(confirmed.toSorted());
    expect(offsets).toEqual(offsets.toSorted((a, b) => a - b));
    expect(client.state.kind).toBe('connected');
  });
});
