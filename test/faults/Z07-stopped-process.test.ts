import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ClusterGround } from '../support/cluster-ground.ts';
import type { EventWatch } from '../support/event-watch.ts';
import { echoCall } from '../support/fault-ground.ts';
import { waitFor } from '../support/wait-for.ts';

const STOPPED_MS = 30_000;
/** Long enough for a session to be taken over, and short enough for the test. */
const STOPPED_BRIEFLY_MS = 4000;
/** Shorter than the stop: the stopped gateway believes that sessions without a connection are over. */
const RESUME_WINDOW_MS = 10_000;

type Visitor = Awaited<ReturnType<ClusterGround['login']>>;

const callsAndNotifications = ({ frames }: Visitor['client']) =>
  frames.filter(({ kind }) => kind === 'response' || kind === 'notify' || kind === 'message');

let ground: ClusterGround;
let events: EventWatch;
beforeAll(async () => {
  ground = await ClusterGround.open(2, ['--session-resume-window-ms', `${RESUME_WINDOW_MS}`]);
  events = await ground.watch(1);
});
afterAll(() => ground[Symbol.asyncDispose]());

/** Stops the first gateway for `ms`, in which others do as `meanwhile` says. */
async function stopFor(ms: number, meanwhile: () => Promise<void>): Promise<void> {
  const stopped = ground.gateways.gateway(0);
  stopped.signal('SIGSTOP');
  const goesOn = new Promise((resolve) => setTimeout(resolve, ms));
  await meanwhile();
  await goesOn;
  stopped.signal('SIGCONT');
}

describe('Z7', () => {
  // At the gateway that is stopped; `ada` and `bob` go on at the other one, `eve` stays.
  let ada: Visitor;
  let adaMoved: Visitor;
  let bob: Visitor;
  let bobMoved: Visitor;
  let eve: Visitor;
  let idaMoved: Visitor;

  beforeAll(async () => {
    [ada, bob, eve] = await Promise.all([ground.login(0, 'ada'), ground.login(0, 'bob'), ground.login(0, 'eve')]);
    ada.client.request(1, echoCall({ delayMs: 2000, body: Buffer.from('late') }));
    await waitFor('the call runs', () => ground.echo.begun === 1);
    bob.client.destroy();
    await waitFor('bob is seen to be away', () => events.storyOf(bob.ticket.sessionId).includes('detached'));
    await stopFor(STOPPED_MS, async () => {
      // What is sent on the old way while nobody reads it.
      ada.client.request(2, echoCall({ body: Buffer.from('unread') }));
      adaMoved = await ground.login(1, 'ada', { ...ada.ticket, lastSeq: 2 });
      bobMoved = await ground.login(1, 'bob', { ...bob.ticket, lastSeq: 1 });
      const toAda = { user: 'ada', target: 'user' } as const;
      await ground.gateways.publish(1, { ...toAda, atLeastOnce: true });
      await ground.gateways.publish(1, toAda);
      await ground.gateways.publish(1, { sessionId: ada.ticket.sessionId, target: 'sessionId' });
    });
  });

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
    const visitor = await ground.login(0, 'ida');
    const begun = ground.echo.begun;
    visitor.client.request(1, echoCall({ delayMs: 1000 }));
    await waitFor('the call runs', () => ground.echo.begun === begun + 1);
    await stopFor(STOPPED_BRIEFLY_MS, async () => {
      idaMoved = await ground.login(1, 'ida', { ...visitor.ticket, lastSeq: 1 });
      await ground.nats.stop();
      await ground.nats.run();
      await ground.gateways.busIs(ground.gateways.gateway(1), 1);
    });
    expect(await visitor.client.goAway()).toMatchObject({ code: 4505 });
    expect(callsAndNotifications(visitor.client)).toEqual([]);
    idaMoved.client.request(2, echoCall({}));
    expect((await idaMoved.client.response(2)).status).toBe(0);
  });
});
