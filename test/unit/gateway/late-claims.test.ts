import { describe, expect, it } from 'vitest';
import { EventFeed } from '../../../src/admin/index.ts';
import type { Answer, Question } from '../../../src/bus/index.ts';
import { ClusterEvents } from '../../../src/gateway/cluster-events.ts';
import { ClusterSessions } from '../../../src/gateway/cluster-sessions.ts';
import { MovedCalls } from '../../../src/gateway/moved-calls.ts';
import { OutputGate } from '../../../src/listen/index.ts';
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
const HANDED: Answer = {
  kind: 'handed',
  session: {
    times: { createdAtUnixMs: 1, epoch: 1 },
    client: 'shop/1',
    highestSeq: 3,
    answers: [],
    topics: ['news'],
    open: [],
    gateway: 'there',
  },
};

/** A gateway among others, whose answers a test gives. */
function open() {
  const world = new CallWorld({ session: { resumeWindowMs: 10_000 } });
  const { clock, wheel, sessions } = world;
  const bus = new ScriptedBus(clock, wheel);
  const context = { limits: LIMITS, clock, wheel, outbox: bus.outbox, counts: noCounts(), gaveUp: () => {} };
  const hub = new NotifyHub(bus, sessions, context);
  const events = new ClusterEvents(bus, new EventFeed(() => clock.unixMs()), new OutputGate(() => {}), clock);
  const cluster = new ClusterSessions(bus, sessions, hub, events, new MovedCalls(bus, wheel, 1000), 10_000);
  const answers: ((given: readonly Answer[]) => void)[] = [];
  bus.others = () =>
    new Promise((resolve) => {
      answers.push(resolve);
    });
  return { world, bus, cluster, answers };
}

function claimOf(sessionId: string, attempt: number, key = '~', issuer = 'there'): Question {
  return { kind: 'claim', sessionId, key, epoch: 1, issuer, attempt, asker: 'there' };
}

/** Lets the questions get out. */
const asked = () => new Promise((resolve) => setImmediate(resolve));

describe('of two Hellos of one client', () => {
  it('that come to one gateway, the later one gets what the earlier one is given', async () => {
    const { cluster, answers } = open();
    const earlier = cluster.claim('s', 1, 'there', 1);
    await asked();
    const later = cluster.claim('s', 1, 'there', 2);
    await asked();
    answers[0]?.([HANDED]);
    expect(await earlier).toEqual({ kind: 'taken' });
    answers[1]?.([{ kind: 'unknown' }]);
    expect(await later).toMatchObject({ kind: 'handed', session: { highestSeq: 3, topics: ['news'] } });
  });

  it('that come to one gateway, the one that is late gets nothing', async () => {
    const { cluster, answers } = open();
    const later = cluster.claim('s', 1, 'there', 2);
    expect(await cluster.claim('s', 1, 'there', 1)).toEqual({ kind: 'taken' });
    await asked();
    answers[0]?.([HANDED]);
    expect(await later).toMatchObject({ kind: 'handed' });
  });

  it.each([
    ['later', 3, '', 'unknown', 'taken'],
    ['later, and whose key is worse', 3, '~', 'unknown', 'taken'],
    ['earlier', 1, '', 'taken', 'lost'],
  ] as const)('that come to two gateways, the one that is %s elsewhere', async (_, attempt, key, answer, outcome) => {
    const { cluster, answers } = open();
    const own = cluster.claim('s', 1, 'there', 2);
    await asked();
    expect(cluster.answer(claimOf('s', attempt, key))).toEqual({ kind: answer });
    answers[0]?.([{ kind: 'unknown' }]);
    expect(await own).toEqual({ kind: outcome });
  });

  it('the late one does not get a session that is here, nor one that has just gone to the other', () => {
    const { world, cluster } = open();
    const { session } = world.login({ token: 'ada' });
    session.continueFrom(0, [], 2);
    expect(cluster.answer(claimOf(session.id, 2)).kind).toBe('taken');
    expect(session.state.kind).toBe('active');
    expect(cluster.answer(claimOf(session.id, 3)).kind).toBe('handed');
    expect([2, 3, 4].map((attempt) => cluster.answer(claimOf(session.id, attempt)).kind)).toEqual([
      'taken',
      'taken',
      'unknown',
    ]);
  });
});

describe('a session that is at no gateway', () => {
  it('has ended, says the gateway that its client knows it from, unless it went from there to another', () => {
    const { world, cluster } = open();
    expect(['here', 'there'].map((issuer) => cluster.answer(claimOf('s', 0, '~', issuer)))).toEqual([
      { kind: 'ended' },
      { kind: 'unknown' },
    ]);
    const { session } = world.login({ token: 'ada' });
    session.handOver();
    cluster.sessionClosed(session, 'moved');
    expect(cluster.answer(claimOf(session.id, 9, '~', 'here'))).toEqual({
      kind: 'unknown',
    });
  });

  it('is lost with its gateway for as long as its client may come back, and has ended after that', async () => {
    const { bus, cluster } = open();
    bus.others = () => Promise.resolve([{ kind: 'unknown' }]);
    bus.absent = 10_000;
    expect(await cluster.claim('s', 1, 'there', 1)).toEqual({ kind: 'lost' });
    bus.absent = 10_001;
    expect(await cluster.claim('s', 1, 'there', 1)).toEqual({ kind: 'ended' });
  });
});
