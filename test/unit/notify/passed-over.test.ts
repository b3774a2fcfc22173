import { describe, expect, it } from 'vitest';
import type { StoredNotification } from '../../../src/bus/index.ts';
import { NotifyHub, noCounts } from '../../../src/notify/index.ts';
import { CallWorld } from '../../support/call-world.ts';
import { ScriptedBus } from '../../support/scripted-bus.ts';

const LIMITS = {
  maxUnacknowledged: 10,
  maxUnacknowledgedBytes: 10_000,
  ackTimeoutMs: 1_000_000,
  maxAttempts: 3,
  maxWaiting: 10,
  maxWaitingBytes: 10_000,
  maxTopics: 10,
};
const NEWS = { kind: 'topic', topic: 'news' } as const;
const ALL = { kind: 'all' } as const;

/** A user for whom something is stored, and who comes having seen all up to an offset at another gateway. */
async function open(stored: readonly (readonly [id: string, route: StoredNotification['route']])[]) {
  const world = new CallWorld({ session: { resumeWindowMs: 10_000 } });
  const { clock, wheel, sessions } = world;
  const bus = new ScriptedBus(clock, wheel);
  const context = { limits: LIMITS, clock, wheel, outbox: bus.outbox, counts: noCounts(), gaveUp: () => {} };
  const hub = new NotifyHub(bus, sessions, context);
  let last = 0;
  for (const [id, route] of stored) {
    const notification = { id, type: 'test', encoding: 2, payload: Buffer.from('{}'), replyExpected: false };
    const expiresAtUnixMs = clock.unixMs() + 60_000;
    const appended = await bus.outbox.append('ada', { notification, route, expiresAtUnixMs });
    last = appended.kind === 'stored' ? appended.offset : last;
  }
  const { client, session } = world.login({ token: 'ada' });
  const arrive = (lastOffset: number) => hub.sessionCreated(session, lastOffset);
  const got = () => client.frames('notify').map(({ body }) => body.id);
  const left = async () => (await bus.outbox.read('ada', 0, 10)).map(({ notification }) => notification.id);
  return { hub, session, last, arrive, got, left };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('what is stored for a topic', () => {
  it('comes in its place to a session that has the topic from the first moment', async () => {
    const { hub, session, arrive, got } = await open([
      ['news', NEWS],
      ['own', ALL],
    ]);
    arrive(0);
    hub.subscribe(session, 'news');
    await settled();
    expect(got()).toEqual(['news', 'own']);
  });

  it('is passed over by a session that has not, and comes once it has', async () => {
    const { hub, session, arrive, got, left } = await open([
      ['news', NEWS],
      ['own', ALL],
    ]);
    arrive(0);
    await settled();
    expect([got(), await left()]).toEqual([['own'], ['news', 'own']]);
    hub.subscribe(session, 'news');
    await settled();
    expect(got()).toEqual(['own', 'news']);
  });

  it('is not taken as seen by a client that has seen what was stored later', async () => {
    const { hub, session, last, arrive, got, left } = await open([
      ['news', NEWS],
      ['own', ALL],
    ]);
    arrive(last);
    hub.subscribe(session, 'news');
    await settled();
    expect([got(), await left()]).toEqual([['news'], ['news']]);
  });
});
