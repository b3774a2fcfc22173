import { describe, expect, it } from 'vitest';
import type { Answer, StoredNotification } from '../../../src/bus/index.ts';
import { NotifyHub, noCounts } from '../../../src/notify/index.ts';
import type { Session } from '../../../src/session/index.ts';
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
const ELSEWHERE: Answer = { kind: 'sessions-of', sessions: [{ id: 'elsewhere', createdAtUnixMs: 9e12, online: true }] };

function open() {
  const world = new CallWorld({ session: { resumeWindowMs: 10_000 } });
  const { clock, wheel, sessions } = world;
  const bus = new ScriptedBus(clock, wheel);
  const context = { limits: LIMITS, clock, wheel, outbox: bus.outbox, counts: noCounts(), gaveUp: () => {} };
  const hub = new NotifyHub(bus, sessions, context);
  bus.attach({
    take: (publication) => hub.take(publication),
    appended: (user, entry) => hub.appended(user, entry),
    answer: () => ({ kind: 'sessions-of', sessions: [...sessions.all()].map(asUserSession) }),
    heard: () => {},
    connected: () => {},
    gatewayLost: () => {},
  });
  const login = () => {
    const { client, session } = world.login({ token: 'ada' });
    hub.sessionCreated(session, 0);
    return { client, session, got: () => client.frames('notify').map(({ body }) => body.type) };
  };
  const store = (type: string, route: StoredNotification['route']) => {
    const notification = { id: type, type, encoding: 2, payload: Buffer.from('{}'), replyExpected: false };
    return bus.outbox.append('ada', { notification, route, expiresAtUnixMs: clock.unixMs() + 60_000 });
  };
  return { bus, hub, login, store };
}

function asUserSession({ id, createdAtUnixMs, online }: Session) {
  return { id, createdAtUnixMs, online };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));
const FOR_THAT_ONE = { kind: 'session', id: 'elsewhere' } as const;

describe('what is stored for one session of a user', () => {
  it('goes to another only once no gateway has that one, and is asked for once for all', async () => {
    const { bus, hub, login, store } = open();
    bus.others = () => Promise.resolve([ELSEWHERE]);
    const all = [login(), login(), login()];
    await store('direct', FOR_THAT_ONE);
    await store('to.all', { kind: 'all' });
    await settled();
    expect(all.map(({ got }) => got())).toEqual(Array(3).fill(['to.all']));
    expect(bus.questions.length).toBe(1);
    bus.others = () => Promise.resolve([]);
    hub.sessionLeftElsewhere('ada');
    await settled();
    expect(all.map(({ got }) => got())).toEqual(Array(3).fill(['to.all', 'direct']));
  });

  it('is not missed where that one ends while others are asked for it', async () => {
    const { bus, hub, login, store } = open();
    let answer: (answers: readonly Answer[]) => void = () => {};
    bus.others = () =>
      new Promise((resolve) => {
        answer = resolve;
      });
    const { got } = login();
    await store('direct', FOR_THAT_ONE);
    await settled();
    const late = answer;
    bus.others = () => Promise.resolve([]);
    hub.sessionLeftElsewhere('ada');
    late([ELSEWHERE]);
    await settled();
    expect(got()).toEqual(['direct']);
  });

  it('waits for the bus where nobody can be asked', async () => {
    const { bus, hub, login, store } = open();
    bus.isUp = false;
    const { got } = login();
    await store('direct', FOR_THAT_ONE);
    await settled();
    expect([got(), bus.questions]).toEqual([[], []]);
    bus.isUp = true;
    hub.gatewaysChanged();
    await settled();
    expect(got()).toEqual(['direct']);
  });

  it('or for the newest, goes to the one that is the newest of all', async () => {
    const { bus, hub, login, store } = open();
    bus.others = () => Promise.resolve([ELSEWHERE]);
    const [older, newer] = [login(), login()];
    await store('newest', { kind: 'newest' });
    await settled();
    expect([older.got(), newer.got()]).toEqual([[], []]);
    bus.others = () => Promise.resolve([]);
    hub.gatewaysChanged();
    await settled();
    expect([...older.got(), ...newer.got()]).toEqual(['newest']);
  });
});
