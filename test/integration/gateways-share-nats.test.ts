import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { ENCODING } from '../../src/wire/index.ts';
import { CHECKOUT } from '../support/checkout.ts';
import { ClusterGround, type Ticket } from '../support/cluster-ground.ts';
import { echoCall } from '../support/fault-ground.ts';
import type { NotifyGround } from '../support/notify-ground.ts';
import { RawClient } from '../support/raw-client.ts';
import { runCli } from '../support/run-cli.ts';
import { ShopBackend } from '../support/shop-backend.ts';
import { waitFor } from '../support/wait-for.ts';

const ORDERS_DESCRIPTORS = join(CHECKOUT, 'descriptors/orders.binpb');

let cluster: ClusterGround;
let ground: NotifyGround;
beforeAll(async () => {
  cluster = await ClusterGround.open(3);
  ground = cluster.gateways;
});
afterAll(() => cluster[Symbol.asyncDispose]());

const connectTo = (at: number) => RawClient.connect(ground.gateway(at).addresses.client);
const login = (at: number, token = 'ada') => cluster.login(at, token);
const comeBack = (at: number, ticket: Ticket, token = 'ada') => cluster.login(at, token, ticket);
/** Whether it is the gateway's own: any other frame is for the program. */
const notifications = ({ frames }: RawClient) => frames.filter(({ kind }) => kind === 'notify');
const leave = (client: RawClient) =>
  client.send({ kind: 'goAway', seq: 0, body: { code: 4000, reason: '', reconnect: false, retryAfterMs: 0 } });

describe('a session', () => {
  it('goes on at another gateway: the old connection ends with 4505, and answers that were lost are there', async () => {
    const { client, ticket: resume } = await login(0);
    client.request(1, echoCall({ body: Buffer.from('one') }));
    const first = await client.response(1);
    const { client: next, ...back } = await comeBack(1, resume);
    expect([back.resumed, back.ticket.sessionId]).toEqual([true, resume.sessionId]);
    expect(await client.goAway()).toMatchObject({ code: 4505, reconnect: false });
    next.request(1, echoCall({ body: Buffer.from('one') }));
    expect(await next.response(1)).toEqual(first);
    next.request(2, echoCall({}));
    expect((await next.response(2)).status).toBe(0);
    next.request(2, echoCall({}));
    expect((await next.response(2)).failure?.reason).toBe('STALE_SEQ');
    next.destroy();
  });

  it('comes back to the gateway that it left, and goes on from there again', async () => {
    const { client, ticket: resume } = await login(0);
    client.destroy();
    const there = await comeBack(1, resume);
    there.client.destroy();
    await new Promise((resolve) => setTimeout(resolve, 2100));
    const back = await comeBack(0, resume);
    expect([there.resumed, back.resumed]).toEqual([true, true]);
    back.client.destroy();
  });

  it('goes on with the calls that run: sent again they attach, and are made once and answered once, wherever it goes', async () => {
    const { client, ticket: resume } = await login(0);
    const begun = cluster.echo.begun;
    const slow = { ...echoCall({ delayMs: 1500, body: Buffer.from('slow') }) };
    client.request(1, slow);
    client.request(2, slow);
    await waitFor('both run', () => cluster.echo.begun === begun + 2);
    const { client: second, ...atSecond } = await comeBack(1, resume);
    second.request(1, slow);
    second.destroy();
    const { client: third } = await comeBack(0, { ...atSecond.ticket, lastSeq: 2 });
    third.request(1, slow);
    third.request(2, slow);
    const answers = await Promise.all([third.response(1), third.response(2)]);
    expect(answers.map(({ status, payload }) => [status, Buffer.from(payload).includes('slow')])).toEqual([
      [0, true],
      [0, true],
    ]);
    third.request(3, echoCall({}));
    expect((await third.response(3)).status).toBe(0);
    expect([cluster.echo.begun - begun, third.frames.filter(({ kind }) => kind === 'response')]).toEqual([3, []]);
    third.destroy();
  });

  it('has a call that runs at the gateway that it left cancelled there, and answered once', async () => {
    const { client, ticket: resume } = await login(0);
    const { begun, cancelled } = cluster.echo;
    client.request(1, echoCall({ delayMs: 30_000 }));
    await waitFor('it runs', () => cluster.echo.begun === begun + 1);
    const { client: next } = await comeBack(1, resume);
    next.request(1, echoCall({ delayMs: 30_000 }));
    next.send({ kind: 'cancel', seq: 1 });
    expect((await next.response(1)).failure?.reason).toBe('CANCELLED');
    await waitFor('the backend is told', () => cluster.echo.cancelled === cancelled + 1);
    next.destroy();
  });

  it('that ends has its calls given up where they run', async () => {
    const { client, ticket: resume } = await login(0);
    const { begun, cancelled } = cluster.echo;
    client.request(1, echoCall({ delayMs: 30_000 }));
    await waitFor('it runs', () => cluster.echo.begun === begun + 1);
    const { client: next } = await comeBack(1, resume);
    leave(next);
    await waitFor('the backend is told', () => cluster.echo.cancelled === cancelled + 1);
    client.destroy();
  });

  it('stays with the later Hello of its client, whichever arrives first, and at whichever gateway', async () => {
    const { client, ticket } = await login(0);
    const { client: next, resumed } = await comeBack(1, { ...ticket, attempt: 2 });
    expect(resumed).toBe(true);
    for (const at of [0, 1, 2]) {
      const late = await connectTo(at);
      late.hello({ token: 'ada', resume: { ...ticket, attempt: 1 } });
      expect(await late.goAway()).toMatchObject({ code: 4505 });
      late.destroy();
    }
    next.send({ kind: 'ping', seq: 5 });
    await next.frame({ kind: 'pong', seq: 5 });
    const { client: last, resumed: again } = await comeBack(0, { ...ticket, attempt: 3 });
    expect(again).toBe(true);
    for (const each of [client, next, last]) each.destroy();
  });

  it('keeps its topics, and is reached at its new place', async () => {
    const { client, ticket: resume } = await login(0);
    client.request(1, {
      service: 'trunkline.client.v1.GatewayService',
      method: 'Subscribe',
      encoding: 2,
      payload: Buffer.from('{"topics":["prices.eur"]}'),
    });
    expect((await client.response(1)).status).toBe(0);
    const { client: next } = await comeBack(2, resume);
    await waitFor('it is reached', async () => {
      const report = await ground.publish(0, { topic: 'prices.eur', target: 'topic', type: 'price' });
      return report.delivered === 1;
    });
    await next.frame({ kind: 'notify' });
    const direct = { sessionId: resume.sessionId, target: 'sessionId', type: 'direct' } as const;
    expect(await ground.publish(1, direct)).toMatchObject({ delivered: 1 });
    next.destroy();
    client.destroy();
  });

  it('whose user is another, or that ended, is not given away', async () => {
    const { client, ticket: resume } = await login(0);
    const thief = await connectTo(1);
    thief.hello({ token: 'eve', resume });
    expect(await thief.goAway()).toMatchObject({ code: 4502 });
    leave(client);
    await client.end();
    const { client: next, resumed, ticket } = await comeBack(1, { ...resume, lastSeq: 5 });
    expect([resumed, ticket.sessionId === resume.sessionId]).toEqual([false, false]);
    for (const each of [client, thief, next]) each.destroy();
  });

  it('that two gateways claim at once goes on at one of them, and the other says 4505', async () => {
    for (let round = 0; round < 10; round++) {
      const { client, ticket: resume } = await login(0);
      client.destroy();
      const two = [await connectTo(1), await connectTo(2)];
      for (const each of two) each.hello({ token: 'ada', resume });
      // Who answers a Ping has the session; the other was told, at once or after a moment.
      const outcomes = await Promise.all(
        two.map(async (each) => {
          const gone = each.goAway().then(({ code }) => code);
          const welcomed = each.frame({ kind: 'welcome' }).then(() => null);
          if ((await Promise.race([gone, welcomed])) !== null) return gone;
          await new Promise((resolve) => setTimeout(resolve, 200));
          each.send({ kind: 'ping', seq: 9 });
          return Promise.race([gone, each.frame({ kind: 'pong', seq: 9 }).then(() => 0)]);
        }),
      );
      expect(outcomes.sort()).toEqual([0, 4505]);
      for (const each of two) each.destroy();
    }
  });

  it('is listed, shown and kicked from any gateway', async () => {
    const { client, ticket: resume } = await login(2, 'kicked');
    const admin = ['--admin', ground.gateway(0).addresses.admin];
    const listed = JSON.parse((await runCli(['sessions', 'list', '--cluster', '-o', 'json', ...admin])).stdout);
    expect(listed.sessions).toContainEqual(expect.objectContaining({ id: resume.sessionId, user: 'kicked' }));
    const shown = await runCli(['sessions', 'show', resume.sessionId, '-o', 'json', ...admin]);
    expect(JSON.parse(shown.stdout)).toMatchObject({ user: 'kicked' });
    expect((await runCli(['sessions', 'kick', resume.sessionId, '--reason', 'enough', ...admin])).code).toBe(0);
    expect(await client.goAway()).toMatchObject({ code: 4505, reason: 'enough' });
    expect((await runCli(['sessions', 'show', resume.sessionId, ...admin])).code).toBe(1);
    client.destroy();
  });

  it('has calls at a gateway that goes answered before that is gone, or is told that their outcome is unknown', async () => {
    const leaver = await ground.startAnotherWithoutBus();
    await ground.busIs(leaver, 1);
    const at = ground.gateways.length - 1;
    await cluster.registerAt(at);
    const { client, ticket: resume } = await login(at);
    const begun = cluster.echo.begun;
    client.request(1, echoCall({ delayMs: 1500 }));
    client.request(2, echoCall({ delayMs: 60_000 }));
    await waitFor('both run', () => cluster.echo.begun === begun + 2);
    const { client: next } = await comeBack(0, resume);
    leaver.signal('SIGTERM');
    expect((await next.response(1)).status).toBe(0);
    leaver.signal('SIGKILL');
    expect((await next.response(2)).failure?.reason).toBe('OUTCOME_UNKNOWN');
    ground.gateways.pop();
    next.destroy();
  });

  it('whose gateway was killed goes on at another, which runs again what is safe, and says so of the rest', async () => {
    const victim = await ground.startAnotherWithoutBus();
    await ground.busIs(victim, 1);
    const at = ground.gateways.length - 1;
    const { client, ticket: resume } = await login(at);
    victim.signal('SIGKILL');
    await victim.exit();
    client.destroy();
    const { client: next, ...back } = await comeBack(0, { ...resume, lastSeq: 2 });
    expect([back.resumed, back.ticket.sessionId]).toEqual([true, resume.sessionId]);
    next.request(1, echoCall({}));
    next.request(2, { ...echoCall({}), idempotent: true });
    next.request(3, echoCall({}));
    expect((await next.response(1)).failure?.reason).toBe('OUTCOME_UNKNOWN');
    expect([(await next.response(2)).status, (await next.response(3)).status]).toEqual([0, 0]);
    next.destroy();
    ground.gateways.pop();
  });

  it('whose gateway was killed has run again what the descriptors declare to be safe, and is told of the rest', async () => {
    const orders = await ShopBackend.start('orders');
    onTestFinished(() => orders[Symbol.asyncDispose]());
    const upload = ['--descriptors', ORDERS_DESCRIPTORS, '--endpoint', orders.address];
    const admin = ['--admin', ground.gateway(0).addresses.admin];
    expect(await runCli(['backend', 'register', 'orders', ...upload, ...admin])).toMatchObject({ code: 0 });
    const victim = await ground.startAnotherWithoutBus();
    await ground.busIs(victim, 1);
    const { client, ticket } = await login(ground.gateways.length - 1);
    victim.signal('SIGKILL');
    await victim.exit();
    client.destroy();
    const { client: next, resumed } = await comeBack(0, { ...ticket, lastSeq: 3 });
    expect(resumed).toBe(true);
    const methods = ['GetOrder', 'CancelOrder', 'PlaceOrder'];
    const outcomes = methods.map(async (method, index) => {
      const payload = Buffer.from('{}');
      next.request(index + 1, { service: 'demo.orders.v1.OrderService', method, encoding: ENCODING.JSON, payload });
      return (await next.response(index + 1)).failure?.reason;
    });
    // The backend knows no order without an id: it was asked for one.
    expect(await Promise.all(outcomes)).toEqual(['BACKEND_STATUS', 'BACKEND_STATUS', 'OUTCOME_UNKNOWN']);
    next.destroy();
    ground.gateways.pop();
  });
});

describe('a user with sessions at several gateways', () => {
  const toNewest = (user: string, more: object = {}) =>
    ground.publish(2, { user, target: 'user', newestOnly: true, ...more });

  it('gets what is for the newest at the one that logged in last, once, and the publisher its reply', async () => {
    const older = await login(1, 'new');
    const newest = await login(0, 'new');
    const id = newest.ticket.sessionId;
    for (const more of [{}, { atLeastOnce: true }]) {
      const publishing = toNewest('new', { ...more, waitMs: 5000 });
      const { seq } = await newest.client.frame({ kind: 'notify' });
      const body = { status: 0, message: '', payload: Buffer.from('"yes"') };
      newest.client.send({ kind: 'notifyReply', seq, body });
      const report = await publishing;
      expect(report).toMatchObject({ replied: 1, delivered: 0, notOnline: 0, stored: 0, timedOut: 0 });
      expect(report.targets).toMatchObject([{ sessionId: id, outcome: 'TARGET_OUTCOME_REPLIED' }]);
    }
    expect(await toNewest('new')).toMatchObject({ delivered: 1, targets: [{ sessionId: id }] });
    // The newest of those that are there: it is away now.
    newest.client.destroy();
    await waitFor('it is seen to be away', async () => {
      const { targets } = await toNewest('new');
      return targets[0]?.sessionId === older.ticket.sessionId;
    });
    await waitFor('it is there', () => notifications(older.client).length > 0);
    expect(notifications(older.client)).toHaveLength(1);
  });

  it.each([false, true])(
    'gets what is published again with its id at another gateway once, and both publishers its reply, stored: %s',
    async (atLeastOnce) => {
      const user = `named-${atLeastOnce}`;
      const { client } = await login(1, user);
      const publishing = [0, 2, 1].map((at) =>
        ground.publish(at, { user, target: 'user', id: user, atLeastOnce, waitMs: 5000 }),
      );
      const { seq } = await client.frame({ kind: 'notify' });
      client.send({ kind: 'notifyReply', seq, body: { status: 0, message: '', payload: Buffer.from('"yes"') } });
      const [first, ...others] = await Promise.all(publishing);
      expect(first).toMatchObject({ id: user, replied: 1, targets: [{ reply: { payload: Buffer.from('"yes"') } }] });
      expect(others).toEqual([first, first]);
      expect(await ground.publish(0, { user, target: 'user', type: 'last' })).toMatchObject({ delivered: 1 });
      expect(await client.frame({ kind: 'notify' })).toMatchObject({ body: { type: 'last' } });
    },
  );

  it('gets what is stored for the newest at another only once that one is gone', async () => {
    const older = await login(1, 'kept');
    const newest = await login(0, 'kept');
    expect(await toNewest('kept', { atLeastOnce: true })).toMatchObject({
      delivered: 1,
      targets: [{ sessionId: newest.ticket.sessionId }],
    });
    await newest.client.frame({ kind: 'notify' });
    // What comes after it has been looked at is proof that it was passed over.
    await ground.publish(2, { user: 'kept', target: 'user', atLeastOnce: true, type: 'to.all' });
    const first = await older.client.frame({ kind: 'notify' });
    expect(first).toMatchObject({ body: { type: 'to.all' } });
    leave(newest.client);
    expect(await older.client.frame({ kind: 'notify' })).toMatchObject({ body: { type: 'test' } });
  });

  it('that is nowhere gets what is stored for the newest at the first that comes', async () => {
    expect(await toNewest('later', { atLeastOnce: true })).toMatchObject({ stored: 1, targets: [{ user: 'later' }] });
    expect(await toNewest('later')).toMatchObject({ notOnline: 1, targets: [{ user: 'later' }] });
    const { client } = await login(1, 'later');
    await client.frame({ kind: 'notify' });
    expect(notifications(client)).toEqual([]);
  });
});

describe('who watches all gateways', () => {
  it('reads one story of each session, wherever it goes, with the gateway where it is', async () => {
    const [watched, own] = [await cluster.watch(1), await cluster.watch(0, false)];
    const { client, ticket } = await login(0, 'seen');
    const { client: moved } = await comeBack(2, ticket, 'seen');
    await client.end();
    moved.destroy();
    await waitFor('it is away', () => watched.storyOf(ticket.sessionId).includes('detached'));
    const back = await comeBack(1, ticket, 'seen');
    leave(back.client);
    await waitFor('it is over', () => watched.storyOf(ticket.sessionId).includes('closed left'));
    expect(watched.storyOf(ticket.sessionId)).toEqual(['created', 'resumed', 'detached', 'resumed', 'closed left']);
    const ofIt = watched.all.filter(({ subject }) => subject === ticket.sessionId);
    const at = (gateway: number) => ground.gateway(gateway).addresses.client.split(':')[1];
    expect(ofIt.map(({ gateway }) => gateway.split(':')[1])).toEqual([at(0), at(2), at(2), at(1), at(1)]);
    expect(new Set(ofIt.map(({ user, client: name }) => `${user} ${name}`))).toEqual(new Set(['seen raw/1']));
    // Who watches one gateway reads what happens there.
    await waitFor('it has gone', () => own.storyOf(ticket.sessionId).includes('closed moved'));
    expect(own.storyOf(ticket.sessionId)).toEqual(['created', 'closed moved']);
  });

  it('is told that the bus was away, and watches on', async () => {
    const watched = await cluster.watch(1);
    await cluster.nats.stop();
    for (const gateway of ground.gateways) await ground.busIs(gateway, 0);
    await login(0, 'unseen');
    await cluster.nats.run();
    await waitFor('it is told', () => watched.missed.includes('0 the bus was away'), 20_000);
    await waitFor('others are seen again', async () => {
      const { client, ticket } = await login(0, 'again');
      client.destroy();
      return watched.storyOf(ticket.sessionId).length > 0;
    });
  });
});
