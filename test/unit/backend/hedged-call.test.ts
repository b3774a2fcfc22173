import { describe, expect, it } from 'vitest';
import { Backends, Dice, Invoker } from '../../../src/backend/index.ts';
import { TimingWheel } from '../../../src/clock/index.ts';
import { DEFAULT_TRAFFIC, type Idempotency, type MethodEntry, MethodTable } from '../../../src/registry/index.ts';
import { STATUS } from '../../../src/status/index.ts';
import { CallLog } from '../../support/call-log.ts';
import { echoRecord } from '../../support/call-world.ts';
import { ECHO_SERVICE } from '../../support/echo-messages.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { ScriptedEngine } from '../../support/scripted-engine.ts';
import { openStatic } from '../../support/static-sources.ts';

const X = new Uint8Array([120]);
const Y = new Uint8Array([121]);
const HEDGE_MS = 50;

interface World {
  readonly endpoints?: readonly string[];
  readonly idempotency?: Idempotency;
  readonly attempts?: number;
  readonly budgetPercent?: number;
  readonly maxInFlight?: number;
  readonly method?: string;
}

function open(world: World = {}) {
  const { endpoints = ['10.0.0.1:1', '10.0.0.2:2', '10.0.0.3:3'], idempotency = 'idempotent' } = world;
  const clock = new FakeClock();
  const engine = new ScriptedEngine();
  const backends = new Backends(engine, openStatic, new Dice(1));
  const invoker = new Invoker({ maxInFlight: 100 }, backends, clock, new TimingWheel(clock));
  const traffic = {
    ...DEFAULT_TRAFFIC,
    retries: { attempts: world.attempts ?? 3, budgetPercent: world.budgetPercent ?? 10, hedgeAfterMs: HEDGE_MS },
    limits: { maxInFlight: world.maxInFlight ?? 0, maxWaiting: 0 },
  };
  const table = new MethodTable([echoRecord(endpoints)]);
  backends.follow(table);
  backends.find('echo')?.usePolicy(traffic);
  const found = table.find(ECHO_SERVICE, world.method ?? 'Unary');
  if (found === undefined) throw new Error('no method');
  const entry: MethodEntry = { ...found, idempotency };
  const log = new CallLog();
  const start = () => {
    const deadlineAtMs = clock.nowMs() + 10_000;
    const call = invoker.invoke(entry, { path: entry.path, metadata: [], user: 'ada', deadlineAtMs }, log);
    call.send(X);
    call.halfClose();
    call.request(2);
    return call;
  };
  const leg = (index: number) => {
    const call = engine.calls[index];
    if (call === undefined) throw new Error(`there is no leg ${index}`);
    return call;
  };
  const late = () => clock.advance(2 * HEDGE_MS);
  const backend = backends.find('echo');
  const inFlight = () => [backend?.inFlight, (backend?.lanes ?? []).reduce((sum, lane) => sum + lane.inFlight, 0)];
  return { engine, start, late, leg, log, backend, inFlight };
}

describe('a hedged call', () => {
  it('that is answered in time goes to one endpoint', () => {
    const { engine, start, late, leg, log, inFlight } = open();
    start();
    leg(0).answer(X);
    late();
    expect(engine.calls).toHaveLength(1);
    expect(log.ends).toMatchObject([{ code: STATUS.OK }]);
    expect(inFlight()).toEqual([0, 0]);
  });

  it('goes to a second endpoint with all that was sent, and the first answer counts', () => {
    const { start, late, leg, log, backend, inFlight } = open();
    start();
    late();
    expect(leg(1).address).not.toBe(leg(0).address);
    expect([leg(1).sent, leg(1).halfClosed, leg(1).credit]).toEqual([[X], true, 2]);
    leg(1).answer(Y);
    expect(log.messages).toEqual([Y]);
    expect(log.ends).toMatchObject([{ code: STATUS.OK }]);
    expect(leg(0).state).toBe('cancelled');
    expect(log.violations).toEqual([]);
    expect([backend?.hedges, ...inFlight()]).toEqual([1, 0, 0]);
  });

  it('gives the second up when the first begins to answer', () => {
    const { start, late, leg, log } = open();
    start();
    late();
    leg(0).headers([]);
    expect(leg(1).state).toBe('cancelled');
    leg(0).answer(X);
    expect([log.messages, log.ends.length]).toEqual([[X], 1]);
  });

  it('takes UNAVAILABLE for no answer while the other endpoint may have one', () => {
    const { start, late, leg, log, inFlight } = open({ attempts: 1 });
    start();
    late();
    leg(0).fail('CONNECTION_LOST');
    expect(log.ends).toEqual([]);
    leg(1).fail('CONNECTION_LOST');
    expect(log.ends).toMatchObject([{ code: STATUS.UNAVAILABLE }]);
    expect(inFlight()).toEqual([0, 0]);
  });

  it('ends with a status of a backend, whichever says it', () => {
    const { start, late, leg, log, inFlight } = open();
    start();
    late();
    leg(1).fail('BACKEND_STATUS');
    expect(log.ends).toHaveLength(1);
    expect(leg(0).state).toBe('cancelled');
    expect(inFlight()).toEqual([0, 0]);
  });

  it('is given up at both endpoints when its caller cancels', () => {
    const { start, late, leg, log, inFlight } = open();
    const call = start();
    late();
    call.cancel();
    expect([leg(0).state, leg(1).state, log.ends]).toEqual(['cancelled', 'cancelled', []]);
    expect(inFlight()).toEqual([0, 0]);
  });

  it.each<[string, World]>([
    ['its method may not be run twice', { idempotency: 'unknown' }],
    ['it is a stream', { method: 'ServerStream' }],
    ['there is one endpoint', { endpoints: ['10.0.0.1:1'] }],
    ['the budget is empty', { budgetPercent: 0 }],
    ['the backend has as many calls as its policy allows', { maxInFlight: 1 }],
  ])('goes to one endpoint where %s', (_why, world) => {
    const { engine, start, late, backend } = open(world);
    start();
    late();
    expect(engine.calls).toHaveLength(1);
    expect(backend?.hedges).toBe(0);
  });
});
