import { describe, expect, it } from 'vitest';
import { Backends, Dice, Invoker } from '../../../src/backend/index.ts';
import { TimingWheel } from '../../../src/clock/index.ts';
import { DEFAULT_TRAFFIC, type Idempotency, type MethodEntry, MethodTable } from '../../../src/registry/index.ts';
import { failedEnd, STATUS } from '../../../src/status/index.ts';
import { CallLog } from '../../support/call-log.ts';
import { echoRecord } from '../../support/call-world.ts';
import { ECHO_SERVICE } from '../../support/echo-messages.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { ScriptedEngine } from '../../support/scripted-engine.ts';
import { openStatic } from '../../support/static-sources.ts';

const X = Buffer.from('x');
const THREE = ['10.0.0.1:1', '10.0.0.2:2', '10.0.0.3:3'];

function open(endpoints: readonly string[] = THREE, maxInFlight = 10, idempotency: Idempotency = 'unknown') {
  const clock = new FakeClock();
  const engine = new ScriptedEngine();
  const backends = new Backends(engine, openStatic, new Dice(1));
  const invoker = new Invoker({ maxInFlight }, backends, clock, new TimingWheel(clock));
  let table = MethodTable.EMPTY;
  const serve = (next: readonly string[] | null) => {
    table = new MethodTable(next === null ? [] : [echoRecord(next)]);
    backends.follow(table);
  };
  serve(endpoints);
  const found = table.find(ECHO_SERVICE, 'Unary');
  if (found === undefined) throw new Error('no method');
  const entry: MethodEntry = { ...found, idempotency };
  const log = new CallLog();
  const start = (to = log, timeoutMs = 1000) =>
    invoker.invoke(entry, { path: entry.path, metadata: [], user: 'ada', deadlineAtMs: clock.nowMs() + timeoutMs }, to);
  const unary = () => {
    const call = start();
    call.send(X);
    call.halfClose();
    call.request(2);
    return call;
  };
  const backend = backends.find('echo');
  const counters = () => [backend?.inFlight, ...(backend?.lanes ?? []).map((lane) => lane.inFlight)];
  const addresses = () => engine.calls.map(({ address }) => address);
  return { clock, engine, serve, log, start, unary, backend, counters, addresses };
}

const settle = () => Promise.resolve();

describe('an invoked call', () => {
  it('goes to one endpoint, and its answer comes back', () => {
    const { engine, log, unary, counters } = open();
    unary();
    expect(counters()).toEqual([1, 1, 0, 0]);
    engine.last.headers([{ key: 'a', value: 'b' }]);
    engine.last.answer(X);
    expect([log.headers.length, log.messages.length, log.ends[0]?.code]).toEqual([1, 1, STATUS.OK]);
    expect(log.violations).toEqual([]);
    expect(counters()).toEqual([0, 0, 0, 0]);
  });

  it.each(['CONNECT_FAILED', 'CONNECT_TIMEOUT', 'STREAM_REFUSED'] as const)(
    'that ended with %s was surely not run, and goes to the next endpoint with all that was sent',
    (reason) => {
      const { engine, log, unary, counters, addresses, backend } = open();
      unary();
      engine.last.fail(reason);
      expect(log.ends).toEqual([]);
      expect(addresses()).toEqual(THREE.slice(0, 2));
      const { sent, halfClosed, credit } = engine.last;
      expect([sent, halfClosed, credit]).toEqual([[X], true, 2]);
      expect(counters()).toEqual([1, 0, 1, 0]);
      engine.last.answer(X);
      expect(log.ends).toMatchObject([{ code: STATUS.OK }]);
      expect(backend?.retries).toBe(1);
      expect(backend?.lanes.map(({ neverSent }) => neverSent)).toEqual([1, 0, 0]);
      expect(counters()).toEqual([0, 0, 0, 0]);
    },
  );

  it.each(['CONNECTION_LOST', 'STREAM_RESET', 'DEADLINE_EXCEEDED', 'BACKEND_STATUS', 'RESPONSE_TOO_LARGE'] as const)(
    'that ended with %s may have been run, and is not sent again',
    (reason) => {
      const { engine, log, unary, counters } = open();
      unary();
      engine.last.fail(reason);
      expect(engine.calls).toHaveLength(1);
      expect(log.ends).toMatchObject([{ failure: { reason, sent: 'MAYBE' } }]);
      expect(counters()).toEqual([0, 0, 0, 0]);
    },
  );

  it('that was lost before anything of it had left goes to the next endpoint', () => {
    const { engine, unary } = open();
    unary();
    engine.last.end(failedEnd('CONNECTION_LOST', 'gone', { sent: 'NEVER' }));
    expect(engine.calls).toHaveLength(2);
  });

  it('tries no endpoint twice, and ends as the last one did', () => {
    const { engine, log, unary, addresses, counters } = open(THREE.slice(0, 2));
    unary();
    engine.last.fail('CONNECT_FAILED');
    engine.last.fail('CONNECT_TIMEOUT');
    expect(addresses()).toEqual(THREE.slice(0, 2));
    expect(log.ends).toMatchObject([
      { code: STATUS.UNAVAILABLE, failure: { reason: 'CONNECT_TIMEOUT', sent: 'NEVER' } },
    ]);
    expect(counters()).toEqual([0, 0, 0]);
  });

  it('tries three endpoints and not one more', () => {
    const { engine, log, unary } = open([...THREE, '10.0.0.4:4']);
    unary();
    for (let attempt = 0; attempt < 3; attempt++) engine.last.fail('CONNECT_FAILED');
    expect(engine.calls).toHaveLength(3);
    expect(log.ends).toHaveLength(1);
  });

  it('is not sent again once something of an answer has come', () => {
    const { engine, log, unary } = open();
    unary();
    engine.last.headers([]);
    engine.last.fail('STREAM_REFUSED');
    expect(engine.calls).toHaveLength(1);
    expect(log.ends).toHaveLength(1);
  });

  it('is not sent again after a second message: only the first is kept', () => {
    const { engine, log, start } = open();
    const call = start();
    call.send(X);
    call.send(X);
    engine.last.fail('CONNECT_FAILED');
    expect(engine.calls).toHaveLength(1);
    expect(log.ends).toHaveLength(1);
  });

  it('is not sent again after its deadline', () => {
    const { clock, engine, log, unary } = open();
    unary();
    clock.advance(1000);
    engine.last.fail('CONNECT_FAILED');
    expect(engine.calls).toHaveLength(1);
    expect(log.ends).toHaveLength(1);
  });

  it('that may have been run is sent again where its method may be run twice, within the budget', () => {
    const { engine, log, start } = open(THREE, 10_000, 'idempotent');
    let calls = 0;
    for (let call = 0; call < 50; call++) {
      start().halfClose();
      engine.last.fail('CONNECTION_LOST');
      calls = engine.calls.length;
      engine.last.end();
    }
    // The ten that there are to begin with, and a tenth of those that were made.
    expect(calls).toBe(50 + 15 - 1);
    expect(log.ends).toHaveLength(50);
  });

  it('that was refused is sent again once for nothing, and then within the budget: its backend may have enough to do', () => {
    const { engine, log, start } = open(THREE, 10_000);
    let calls = 0;
    for (let call = 0; call < 50; call++) {
      start().halfClose();
      engine.last.fail('STREAM_REFUSED');
      engine.last.fail('STREAM_REFUSED');
      calls = engine.calls.length;
      engine.last.fail('STREAM_REFUSED');
    }
    expect(calls).toBe(2 * 50 + 15 - 1);
    expect(log.ends).toHaveLength(50);
  });

  it('that has run too long is not sent again, whatever its method', () => {
    const { engine, start } = open(THREE, 10, 'idempotent');
    start();
    engine.last.fail('DEADLINE_EXCEEDED');
    expect(engine.calls).toHaveLength(1);
  });

  it('is refused where as many wait as its policy allows', async () => {
    const { engine, log, start, backend } = open();
    backend?.usePolicy({ ...DEFAULT_TRAFFIC, limits: { maxInFlight: 0, maxWaiting: 2 } });
    for (const channel of engine.channels.values()) channel.waitingCalls = 1;
    start();
    await settle();
    expect(log.ends).toMatchObject([{ code: STATUS.RESOURCE_EXHAUSTED, failure: { sent: 'NEVER' } }]);
    expect([engine.calls.length, backend?.refused]).toEqual([0, 1]);
  });

  it('keeps its deadline when it is sent again', () => {
    const { clock, engine, unary } = open();
    unary();
    clock.advance(600);
    engine.last.fail('CONNECT_FAILED');
    expect(engine.calls[1]?.start.deadlineAtMs).toBe(engine.calls[0]?.start.deadlineAtMs);
  });

  it('takes what is sent after it has moved on', () => {
    const { engine, start } = open();
    const call = start();
    engine.last.fail('CONNECT_FAILED');
    call.send(X);
    call.halfClose();
    call.request(3);
    const { sent, halfClosed, credit } = engine.last;
    expect([engine.calls.length, sent, halfClosed, credit]).toEqual([2, [X], true, 3]);
  });

  it('tells its caller to go on where the endpoint that it left had asked for a pause, and the next does not', () => {
    const { engine, log, start } = open();
    const call = start();
    engine.last.busy = true;
    expect(call.send(X)).toBe(false);
    engine.last.fail('CONNECT_FAILED');
    expect(engine.calls).toHaveLength(2);
    expect(log.drains).toBe(1);
  });

  it('that is cancelled is cancelled where it is, says nothing more, and is not sent again', () => {
    const { engine, log, unary, counters } = open();
    const call = unary();
    engine.last.fail('CONNECT_FAILED');
    call.cancel();
    call.cancel();
    expect(engine.calls.map(({ state }) => state)).toEqual(['ended', 'cancelled']);
    engine.last.endAgain();
    expect([engine.calls.length, log.ends.length]).toEqual([2, 0]);
    expect(counters()).toEqual([0, 0, 0, 0]);
  });

  it('goes to an endpoint that is ejected where no other takes it, but only if it was surely not run', () => {
    const { engine, log, unary, addresses, backend } = open(THREE.slice(0, 2), 10, 'idempotent');
    while (backend?.lanes[0]?.ejectedUntilMs === 0) {
      unary();
      if (engine.last.address === THREE[1]) engine.last.answer(X);
      else engine.last.fail('CONNECTION_LOST');
    }
    const begun = engine.calls.length;
    log.ends.length = 0;
    unary();
    engine.last.fail('CONNECTION_LOST');
    expect(log.ends).toMatchObject([{ failure: { reason: 'CONNECTION_LOST' } }]);
    unary();
    engine.last.fail('CONNECT_FAILED');
    engine.last.answer(X);
    expect(addresses().slice(begun)).toEqual([THREE[1], THREE[1], THREE[0]]);
    expect(log.ends[1]).toMatchObject({ code: STATUS.OK });
  });

  it('moves to the endpoints that there are by then', () => {
    const { engine, serve, unary, log, addresses } = open(['10.0.0.1:1']);
    unary();
    serve(['10.0.0.9:9']);
    engine.last.fail('CONNECT_FAILED');
    expect(addresses()).toEqual(['10.0.0.1:1', '10.0.0.9:9']);
    serve(null);
    engine.last.fail('CONNECT_FAILED');
    expect(log.ends).toHaveLength(1);
  });

  it('ends with NO_ENDPOINT, soon but not at once, where there is none', async () => {
    const { engine, log, start } = open([]);
    start();
    expect(log.ends).toEqual([]);
    await settle();
    expect(log.ends).toMatchObject([{ code: STATUS.UNAVAILABLE, failure: { reason: 'NO_ENDPOINT', sent: 'NEVER' } }]);
    expect(engine.calls).toEqual([]);
  });

  it('that was refused and is cancelled in the same turn says nothing', async () => {
    const { log, start } = open([]);
    start().cancel();
    await settle();
    expect(log.ends).toEqual([]);
  });

  it('beyond the cap of its backend is refused; an end makes room', async () => {
    const { engine, log, start, counters } = open(['10.0.0.1:1'], 2);
    start(new CallLog());
    start(new CallLog());
    start();
    await settle();
    expect(log.ends).toMatchObject([{ failure: { reason: 'GATEWAY_OVERLOADED', sent: 'NEVER' } }]);
    engine.last.fail('BACKEND_STATUS');
    start(new CallLog());
    expect([engine.calls.length, ...counters()]).toEqual([3, 2, 2]);
  });
});
