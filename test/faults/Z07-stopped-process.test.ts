import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ClusterGround } from '../support/cluster-ground.ts';
import { echoCall } from '../support/fault-ground.ts';
import { waitFor } from '../support/wait-for.ts';
import type { WatchedEvents } from '../support/watched-events.ts';

const STOPPED_MS = 30_000;
/** Long enough for a session to be taken over, and short enough for the test. */
const STOPPED_BRIEFLY_MS = 4000;
/** Shorter than the stop: the stopped gateway believes that sessions without a connection are over. */
const RESUME_WINDOW_MS = 10_000;

/** Users of the gateway that is stopped: `ada` and `bob` go on at the other one, `eve` stays. */
type Visitor = Awaited<ReturnType<ClusterGround['login']>>;

async function twoGateways() {
  const ground = await ClusterGround.open(2, ['--session-resume-window-ms', `${RESUME_WINDOW_MS}`]);
  const stopped = ground.gateways.gateway(0);
  const store = (user: string, id: string) =>
    ground.gateways.publish(1, { user, target: 'user', id, atLeastOnce: true });
  const untilStoppedFor = async (ms: number, sinceMs: number) =>
    new Promise((resolve) => setTimeout(resolve, Math.max(0, ms - (performance.now() - sinceMs))));
  return { ground, stopped, store, untilStoppedFor };
}

const callsAndNotifications = ({ frames }: Visitor['client']) =>
  frames.filter(({ kind }) => kind === 'response' || kind === 'notify' || kind === 'message');

describe('Z7', () => {
  let ground: ClusterGround;
  let events: WatchedEvents;
  let ada: Visitor;
  let adaMoved: Visitor;
  let bob: Visitor;
  let bobMoved: Visitor;
  let eve: Visitor;

  beforeAll(async () => {
    const world = await twoGateways();
    ground = world.ground;
    events = await ground.watch(1);
    [ada, bob, eve] = (await Promise.all(['ada', 'bob', 'eve'].map((user) => ground.login(0, user)))) as [
      Visitor,
      Visitor,
      Visitor,
    ];
    ada.client.request(1, echoCall({ delayMs: 2000, body: Buffer.from('late') }));
    await waitFor('the call runs', () => ground.echo.begun === 1);
    bob.client.destroy();
    await waitFor('bob is seen to be away', () => events.storyOf(bob.ticket.sessionId).includes('detached'));

    world.stopped.signal('SIGSTOP');
    const sinceMs = performance.now();
    // What is sent on the old way while nobody reads it.
    ada.client.request(2, echoCall({ body: Buffer.from('unread') }));
    adaMoved = await ground.login(1, 'ada', { ...ada.ticket, lastSeq: 2 });
    bobMoved = await ground.login(1, 'bob', { ...bob.ticket, lastSeq: 1 });
    await world.store('ada', 'stored');
    await ground.gateways.publish(1, { user: 'ada', target: 'user', id: 'once' });
    await ground.gateways.publish(1, { sessionId: ada.ticket.sessionId, target: 'sessionId', id: 'direct' });
    await world.untilStoppedFor(STOPPED_MS, sinceMs);
    world.stopped.signal('SIGCONT');
  });
  afterAll(() => ground[Symbol.asyncDispose]());

  it('a session that was taken over while its gateway was stopped is not served by that any more: not a call, not a notification', async () => {
    expect(await ada.client.goAway()).toMatchObject({ code: 4505, reconnect: false });
    await ada.client.end();
    expect(callsAndNotifications(ada.client)).toEqual([]);
    await waitFor('it is not listed there', async () => !(await ground.sessionsAt(0)).includes(ada.ticket.sessionId));
    expect(await ground.sessionsAt(1)).toContain(ada.ticket.sessionId);
    // Neither is what is stored from now on.
    const { targets } = await ground.gateways.publish(0, { user: 'ada', target: 'user', atLeastOnce: true });
    expect(targets.map(({ sessionId }) => sessionId)).toEqual([ada.ticket.sessionId]);
    expect(callsAndNotifications(ada.client)).toEqual([]);
  });

  it('it goes on where its client is', async () => {
    expect([adaMoved.resumed, adaMoved.ticket.sessionId]).toEqual([true, ada.ticket.sessionId]);
    for (let count = 0; count < 3; count++) await adaMoved.client.frame({ kind: 'notify' });
    adaMoved.client.request(1, echoCall({}));
    adaMoved.client.request(3, echoCall({}));
    expect((await adaMoved.client.response(1)).failure?.reason).toBe('OUTCOME_UNKNOWN');
    expect((await adaMoved.client.response(3)).status).toBe(0);
  });

  it('who watches reads one story of it, also of one that the stopped gateway holds to be over', async () => {
    const after = await ground.login(0, 'zoe');
    await waitFor('what happens there is told again', () => events.storyOf(after.ticket.sessionId).length > 0);
    expect(events.storyOf(ada.ticket.sessionId)).toEqual(['created', 'resumed']);
    expect(events.storyOf(bob.ticket.sessionId)).toEqual(['created', 'detached', 'resumed']);
    expect(bobMoved.resumed).toBe(true);
    expect(await ground.sessionsAt(0, '--cluster')).toContain(bob.ticket.sessionId);
  });

  it('a session that stayed goes on over its connection', async () => {
    eve.client.request(1, echoCall({}));
    expect((await eve.client.response(1)).status).toBe(0);
    expect(eve.client.frames.filter(({ kind }) => kind === 'goAway')).toEqual([]);
  });

  it('the same holds where the stopped gateway has lost NATS meanwhile, and has to hear of it anew', async () => {
    const stopped = ground.gateways.gateway(0);
    const visitor = await ground.login(0, 'ida');
    const begun = ground.echo.begun;
    visitor.client.request(1, echoCall({ delayMs: 1000 }));
    await waitFor('the call runs', () => ground.echo.begun === begun + 1);
    stopped.signal('SIGSTOP');
    const sinceMs = performance.now();
    const moved = await ground.login(1, 'ida', { ...visitor.ticket, lastSeq: 1 });
    await ground.nats.stop();
    await ground.nats.run();
    await ground.gateways.busIs(ground.gateways.gateway(1), 1);
    await new Promise((resolve) =>
      setTimeout(resolve, Math.max(0, STOPPED_BRIEFLY_MS - (performance.now() - sinceMs))),
    );
    stopped.signal('SIGCONT');
    expect(await visitor.client.goAway()).toMatchObject({ code: 4505 });
    expect(callsAndNotifications(visitor.client)).toEqual([]);
    moved.client.request(2, echoCall({}));
    expect((await moved.client.response(2)).status).toBe(0);
  });
});
