import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ClusterGround } from '../support/cluster-ground.ts';
import { echoCall, FaultGround } from '../support/fault-ground.ts';
import { waitFor } from '../support/wait-for.ts';

let ground: FaultGround;
beforeAll(async () => {
  ground = await FaultGround.open(['--session-single-per-user', 'true']);
});
afterAll(() => ground[Symbol.asyncDispose]());

describe('S9', () => {
  it('a second login of a user ends the first with 4505, its calls are answered once, and the second gets none of it', async () => {
    const { begun, cancelled } = ground.echo;
    await ground.survives(async () => {
      const first = await ground.login({ token: 'ada' });
      first.request(1, echoCall({ delayMs: 30_000 }));
      await waitFor('the call has begun', () => ground.echo.begun === begun + 1);
      const second = await ground.login({ token: 'ada' });
      expect(await first.response(1)).toMatchObject({ failure: { reason: 'CANCELLED' } });
      expect(await first.goAway()).toMatchObject({ code: 4505, reconnect: false });
      await first.end();
      expect(first.frames).toEqual([]);
      await waitFor('the backend is told', () => ground.echo.cancelled === cancelled + 1);
      second.request(1, echoCall({}));
      expect((await second.response(1)).status).toBe(0);
      expect(second.frames).toEqual([]);
      first.destroy();
      second.destroy();
    });
  });

  it('users do not end each other', async () => {
    await ground.survives(async () => {
      const [ada, eve] = [await ground.login({ token: 'ada' }), await ground.login({ token: 'eve' })];
      ada.send({ kind: 'ping', seq: 5 });
      await ada.frame({ kind: 'pong', seq: 5 });
      for (const each of [ada, eve]) each.destroy();
    });
  });
});

describe('S9 over all gateways', () => {
  let cluster: ClusterGround;
  beforeAll(async () => {
    cluster = await ClusterGround.open(2, ['--session-single-per-user', 'true']);
  });
  afterAll(() => cluster[Symbol.asyncDispose]());

  /** What a client that may have been ended sees: 4505, or an answer. */
  const isThere = async ({ client }: Awaited<ReturnType<ClusterGround['login']>>) => {
    client.send({ kind: 'ping', seq: 9 });
    const gone = client.goAway().then(({ code }) => code);
    return Promise.race([gone, client.frame({ kind: 'pong', seq: 9 }).then(() => 0)]);
  };

  it('a second login elsewhere ends the first with 4505, its calls are answered once, and the second gets none of it', async () => {
    const first = await cluster.login(0, 'ada');
    first.client.request(1, echoCall({ delayMs: 30_000 }));
    await waitFor('the call has begun', () => cluster.echo.begun === 1);
    const second = await cluster.login(1, 'ada');
    expect(await first.client.response(1)).toMatchObject({ failure: { reason: 'CANCELLED' } });
    expect(await first.client.goAway()).toMatchObject({ code: 4505, reconnect: false });
    await first.client.end();
    await waitFor('the backend is told', () => cluster.echo.cancelled === 1);
    second.client.request(1, echoCall({}));
    expect((await second.client.response(1)).status).toBe(0);
    expect([first.client.frames, second.client.frames]).toEqual([[], []]);
  });

  it('of logins at once at both gateways one survives', async () => {
    const rounds = Array.from({ length: 10 }, async (_, round) => {
      const two = await Promise.all([cluster.login(0, `u${round}`), cluster.login(1, `u${round}`)]);
      return { user: `u${round}`, two };
    });
    const all = await Promise.all(rounds);
    await waitFor(
      'each user has one',
      async () => (await cluster.sessionsAt(0, '--cluster')).length === all.length + 1,
    );
    for (const { two } of all) expect((await Promise.all(two.map(isThere))).sort()).toEqual([0, 4505]);
  });

  it('a session that goes to another gateway is as old as it was: it does not end a newer one, and is ended by it', async () => {
    const old = await cluster.login(0, 'eve');
    old.client.destroy();
    const newer = await cluster.login(1, 'eve');
    const again = await cluster.login(1, 'eve', { ...old.ticket, lastSeq: 1 });
    expect([again.resumed, await isThere(newer)]).toEqual([false, 4505]);
    expect(again.ticket.sessionId).not.toBe(old.ticket.sessionId);
  });

  it('while NATS is away both go on, and once it is back the newest does', async () => {
    await cluster.nats.stop();
    for (const gateway of cluster.gateways.gateways) await cluster.gateways.busIs(gateway, 0);
    const [older, newer] = [await cluster.login(1, 'bob'), await cluster.login(0, 'bob')];
    for (const { client } of [older, newer]) {
      client.send({ kind: 'ping', seq: 5 });
      await client.frame({ kind: 'pong', seq: 5 });
    }
    await cluster.nats.run();
    expect((await older.client.goAway(20_000)).code).toBe(4505);
    expect(await isThere(newer)).toBe(0);
  });
});
