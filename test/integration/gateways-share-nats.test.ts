import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ECHO_DESCRIPTORS } from '../support/echo-messages.ts';
import { echoCall } from '../support/fault-ground.ts';
import { NatsServer } from '../support/nats-server.ts';
import { NodeEchoBackend } from '../support/node-echo-backend.ts';
import { NotifyGround } from '../support/notify-ground.ts';
import { RawClient } from '../support/raw-client.ts';
import { runCli } from '../support/run-cli.ts';
import { waitFor } from '../support/wait-for.ts';

const SECRET = 'a secret of more than thirty-two letters';

let nats: NatsServer;
let echo: NodeEchoBackend;
let ground: NotifyGround;
beforeAll(async () => {
  [nats, echo] = await Promise.all([NatsServer.start(), NodeEchoBackend.start()]);
  ground = await NotifyGround.open(3, nats.url, ['--session-resume-secret', SECRET]);
  for (const { addresses } of ground.gateways) {
    const upload = ['--descriptors', ECHO_DESCRIPTORS, '--endpoint', echo.address, '--admin', addresses.admin];
    const { code, stderr } = await runCli(['backend', 'register', 'echo', ...upload]);
    if (code !== 0) throw new Error(stderr);
  }
});
afterAll(async () => {
  await ground[Symbol.asyncDispose]();
  await Promise.all([echo.stop(), nats[Symbol.asyncDispose]()]);
});

const connectTo = (at: number) => RawClient.connect(ground.gateway(at).addresses.client);

async function welcomeOf(client: RawClient) {
  const frame = await client.frame({ kind: 'welcome' });
  if (frame.kind !== 'welcome') throw new Error('no welcome');
  return frame.body;
}

async function login(at: number, token = 'ada') {
  const client = await connectTo(at);
  client.hello({ token });
  const { sessionId, resumeToken } = await welcomeOf(client);
  return { client, resume: { sessionId, resumeToken, lastOffset: 0, lastSeq: 0 } };
}

async function comeBack(at: number, resume: Awaited<ReturnType<typeof login>>['resume'], token = 'ada') {
  const client = await connectTo(at);
  client.hello({ token, resume });
  return { client, welcome: await welcomeOf(client) };
}

describe('a session', () => {
  it('goes on at another gateway: the old connection ends with 4505, and answers that were lost are there', async () => {
    const { client, resume } = await login(0);
    client.request(1, echoCall({ body: Buffer.from('one') }));
    const first = await client.response(1);
    const { client: next, welcome } = await comeBack(1, resume);
    expect([welcome.resumed, welcome.sessionId]).toEqual([true, resume.sessionId]);
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
    const { client, resume } = await login(0);
    client.destroy();
    const there = await comeBack(1, resume);
    there.client.destroy();
    await new Promise((resolve) => setTimeout(resolve, 2100));
    const back = await comeBack(0, resume);
    expect([there.welcome.resumed, back.welcome.resumed]).toEqual([true, true]);
    back.client.destroy();
  });

  it('keeps its topics, and is reached at its new place', async () => {
    const { client, resume } = await login(0);
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
    const { client, resume } = await login(0);
    const thief = await connectTo(1);
    thief.hello({ token: 'eve', resume });
    expect(await thief.goAway()).toMatchObject({ code: 4502 });
    client.send({ kind: 'goAway', seq: 0, body: { code: 4000, reason: '', reconnect: false, retryAfterMs: 0 } });
    await client.end();
    const { client: next, welcome } = await comeBack(1, { ...resume, lastSeq: 5 });
    expect([welcome.resumed, welcome.sessionId === resume.sessionId]).toEqual([false, false]);
    for (const each of [client, thief, next]) each.destroy();
  });

  it('that two gateways claim at once goes on at one of them, and the other says 4505', async () => {
    for (let round = 0; round < 10; round++) {
      const { client, resume } = await login(0);
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
    const { client, resume } = await login(2, 'kicked');
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

  it('whose gateway was killed goes on at another, which runs again what is safe, and says so of the rest', async () => {
    const victim = await ground.startAnotherWithoutBus();
    await ground.busIs(victim, 1);
    const at = ground.gateways.length - 1;
    const { client, resume } = await login(at);
    victim.signal('SIGKILL');
    await victim.exit();
    client.destroy();
    const { client: next, welcome } = await comeBack(0, { ...resume, lastSeq: 2 });
    expect([welcome.resumed, welcome.sessionId]).toEqual([true, resume.sessionId]);
    next.request(1, echoCall({}));
    next.request(2, { ...echoCall({}), idempotent: true });
    next.request(3, echoCall({}));
    expect((await next.response(1)).failure?.reason).toBe('OUTCOME_UNKNOWN');
    expect([(await next.response(2)).status, (await next.response(3)).status]).toEqual([0, 0]);
    next.destroy();
    ground.gateways.pop();
  });
});
