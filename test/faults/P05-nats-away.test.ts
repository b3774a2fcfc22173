import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AdminError } from '../../src/admin-api/index.ts';
import { STATUS } from '../../src/status/index.ts';
import { NatsServer } from '../support/nats-server.ts';
import { NotifyGround } from '../support/notify-ground.ts';
import { waitFor } from '../support/wait-for.ts';

/** Well below the time that a publisher would call a hang. */
const FAST_MS = 3000;

let nats: NatsServer;
let ground: NotifyGround;
beforeAll(async () => {
  nats = await NatsServer.start();
  ground = await NotifyGround.open(2, nats.url);
});
afterAll(async () => {
  await ground[Symbol.asyncDispose]();
  await nats[Symbol.asyncDispose]();
});

const store = (id: string, at = 0) => ground.publish(at, { user: 'ada', target: 'user', id, atLeastOnce: true });

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
    const seen: string[] = [];
    client.on('test', (_, { id }) => {
      seen.push(id);
    });
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
    await waitFor('it can be stored again', () =>
      store('after-1', 1).then(
        () => true,
        () => false,
      ),
    );
    await waitFor('it is there', () => seen.length === 3);
    expect(seen).toEqual(['before-1', 'before-2', 'after-1']);
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
    const seen: string[] = [];
    client.on('test', (_, { id }) => {
      seen.push(id);
    });
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
