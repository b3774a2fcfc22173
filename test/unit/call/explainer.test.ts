import { describe, expect, it } from 'vitest';
import { Backends, Dice, Invoker } from '../../../src/backend/index.ts';
import { type CallQuestion, CallTally, Explainer, MethodResolver } from '../../../src/call/index.ts';
import { TimingWheel } from '../../../src/clock/index.ts';
import { DEFAULT_TRAFFIC, MethodTable } from '../../../src/registry/index.ts';
import { echoRecord } from '../../support/call-world.ts';
import { ECHO_SERVICE } from '../../support/echo-messages.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { ScriptedEngine } from '../../support/scripted-engine.ts';
import { openStatic } from '../../support/static-sources.ts';

const MOST = 50;

function open(endpoints: readonly string[] = ['10.0.0.1:1', '10.0.0.2:2']) {
  const clock = new FakeClock();
  const engine = new ScriptedEngine();
  const backends = new Backends(engine, openStatic, new Dice(1));
  const methods = new MethodTable([echoRecord(endpoints)]);
  backends.follow(methods);
  const tally = new CallTally(10);
  const invoker = new Invoker({ maxInFlight: 10 }, backends, clock, new TimingWheel(clock));
  const explainer = new Explainer(MOST, { resolver: new MethodResolver({ methods }, 100_000), tally, invoker, clock });
  const explain = (over: Partial<CallQuestion> = {}) =>
    explainer.explain({ service: ECHO_SERVICE, method: 'Unary', metadata: [], user: 'ada', timeoutMs: 0, ...over });
  return { engine, tally, backend: backends.find('echo'), explain };
}

describe('the explainer', () => {
  it('says the way of a call, and makes none', () => {
    const { engine, explain, backend } = open();
    const explanation = explain();
    expect(explanation).toMatchObject({ entry: { service: ECHO_SERVICE, method: 'Unary' }, refusal: null });
    expect(backend?.lanes).toContain(explanation.forecast?.lane);
    expect(explanation.forecast?.maxInFlight).toBe(10);
    expect(engine.calls).toEqual([]);
    expect([backend?.inFlight, backend?.refused]).toEqual([0, 0]);
  });

  it('says the deadline that the call would get: none for a stream that asks for none', () => {
    const { explain } = open();
    const { entry, timeoutMs } = explain();
    expect(timeoutMs).toBe(entry?.revision.policy.timeoutMs);
    expect(explain({ timeoutMs: 5 }).timeoutMs).toBe(5);
    expect(explain({ method: 'BidiStream' }).timeoutMs).toBe(Number.POSITIVE_INFINITY);
  });

  it.each<[string, Partial<CallQuestion>, string]>([
    ['no backend serves the service', { service: 'no.such.Service' }, 'UNKNOWN_SERVICE'],
    ['the service has no such method', { method: 'Nope' }, 'UNKNOWN_METHOD'],
    ['the name is none', { method: '' }, 'BAD_NAME'],
    ['the metadata is not legal', { metadata: [{ key: 'a b', value: 'c' }] }, 'BAD_METADATA'],
  ])('names the rule that refuses a call where %s', (_, over, reason) => {
    expect(open().explain(over).refusal?.reason).toBe(reason);
  });

  it('names the rule that refuses a call of a backend without an endpoint', () => {
    expect(open([]).explain().refusal).toMatchObject({
      reason: 'NO_ENDPOINT',
      message: 'backend echo has no endpoint',
    });
  });

  it('names the first rule where several would refuse', () => {
    const { tally, backend, explain } = open();
    backend?.usePolicy({ ...DEFAULT_TRAFFIC, limits: { maxInFlight: 1, maxWaiting: 0 } });
    if (backend !== undefined) backend.inFlight = 1;
    expect(explain().refusal?.message).toBe('1 calls to backend echo are open');
    expect(explain({ metadata: [{ key: 'a b', value: 'c' }] }).refusal?.reason).toBe('BAD_METADATA');
    tally.inFlight = MOST;
    expect(explain().refusal?.message).toBe('the gateway holds as many calls as it takes');
    expect(backend?.refused).toBe(0);
  });

  it('says which endpoint the user, and the metadata, lead to', () => {
    const { backend, explain } = open();
    backend?.usePolicy({ ...DEFAULT_TRAFFIC, balance: { kind: 'hash-user' } });
    const of = (user: string) => explain({ user }).forecast?.lane?.address;
    expect(of('ada')).toBe(of('ada'));
    const users = Array.from({ length: 50 }, (_, index) => of(`user ${index}`));
    expect(new Set(users).size).toBe(2);
  });
});
