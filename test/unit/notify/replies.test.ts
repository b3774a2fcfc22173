import { describe, expect, it } from 'vitest';
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
const notification = { id: 'n-1', type: 'test', encoding: 2, payload: Buffer.from('{}'), replyExpected: true };

describe('the reply of a client', () => {
  it.each([
    ['at most once', null],
    ['at least once', { expiresAtUnixMs: Number.MAX_SAFE_INTEGER, offset: null }],
  ])('to what was sent %s is kept without the chunk that it came in', async (_name, stored) => {
    const world = new CallWorld({ session: { resumeWindowMs: 10_000 } });
    const { clock, wheel, sessions } = world;
    const bus = new ScriptedBus(clock, wheel);
    const context = { limits: LIMITS, clock, wheel, outbox: bus.outbox, counts: noCounts(), gaveUp: () => {} };
    const hub = new NotifyHub(bus, sessions, context);
    bus.attach({
      take: (publication) => hub.take(publication),
      appended: (user, entry) => hub.appended(user, entry),
      answer: () => ({ kind: 'unknown' }),
      heard: () => {},
      connected: () => {},
      gatewayLost: () => {},
    });
    const { client, session } = world.login({ token: 'ada' });
    hub.sessionCreated(session, 0);
    const target = { kind: 'user', user: 'ada', newest: false } as const;
    const report = hub.take({ notification, target, stored, waitMs: 1000, named: false });
    await new Promise((resolve) => setImmediate(resolve));
    const [notify] = client.frames('notify');
    const body = { status: 0, message: '', payload: Uint8Array.of(1, 2, 3) };
    client.send({ kind: 'notifyReply', seq: notify?.seq ?? 0, body }, { kind: 'pong', seq: 0 });
    const payloads = (await report).targets.map(({ reply }) => reply?.payload);
    expect(payloads).toEqual([Uint8Array.of(1, 2, 3)]);
    expect(payloads.map((payload) => payload?.buffer.byteLength)).toEqual([3]);
  });
});
