import { describe, expect, it } from 'vitest';
import type { Word } from '../../../src/bus/index.ts';
import { MovedCalls } from '../../../src/gateway/moved-calls.ts';
import { CallWorld, type ClientEnd } from '../../support/call-world.ts';
import { ScriptedBus } from '../../support/scripted-bus.ts';

const MAX_MS = 60_000;
const THERE = 'there';

/** A gateway with one client, and what it tells the others. */
function gateway() {
  const world = new CallWorld({ session: { resumeWindowMs: 10_000 } });
  const bus = new ScriptedBus(world.clock, world.wheel);
  const calls = new MovedCalls(bus, world.wheel, MAX_MS);
  const { client, session } = world.login({ token: 'ada' });
  return { world, bus, calls, client, session };
}

/** Two gateways: the client of the first has a call open, and its session goes to the second. */
function moved() {
  const [from, to] = [gateway(), gateway()];
  from.client.request(7);
  const handed = from.calls.handOver(from.session, THERE);
  to.session.continueFrom(handed.highestSeq, handed.answers, 1);
  const arrive = () => to.calls.arrived(to.session, { gateway: 'here', open: handed.open });
  /** What the first told, as the second hears it. */
  const deliver = () => {
    for (const { word } of from.bus.told.splice(0)) hear(to.calls, { ...word, sessionId: to.session.id });
  };
  return { from, to, handed, arrive, deliver };
}

/** Two sessions stand for one here: each has an id of its own. */
function hear(calls: MovedCalls, word: Word & { readonly sessionId: string }): void {
  if (word.kind === 'answered' || word.kind === 'cancelled' || word.kind === 'abandoned') calls.heard(word);
}

const answers = (client: ClientEnd) =>
  client.responses(7).map(({ status, payload, failure }) => failure?.reason ?? `${status} ${Buffer.from(payload)}`);

describe('a call that runs where its session was', () => {
  it('is open where that is now, and answered there once', () => {
    const { from, to, handed, arrive, deliver } = moved();
    arrive();
    expect([handed.open, from.calls.leftBehind, to.session.calls.size]).toEqual([[7], 1, 1]);
    from.world.engine.last.answer(Buffer.from('x'));
    expect(from.bus.told.map(({ to: whom }) => whom)).toEqual([THERE]);
    deliver();
    expect([answers(to.client), answers(from.client)]).toEqual([['0 x'], []]);
    expect([from.calls.leftBehind, to.session.calls.size]).toEqual([0, 0]);
  });

  it('is answered also where the answer is faster than the session', () => {
    const { from, to, arrive, deliver } = moved();
    from.world.engine.last.answer(Buffer.from('x'));
    deliver();
    expect(answers(to.client)).toEqual([]);
    arrive();
    expect(answers(to.client)).toEqual(['0 x']);
  });

  it('is of unknown outcome where its answer is more than the bus carries', () => {
    const { from, to, arrive, deliver } = moved();
    arrive();
    from.bus.maxPayloadBytes = 1000;
    from.world.engine.last.answer(Buffer.alloc(900));
    deliver();
    expect(answers(to.client)).toEqual(['OUTCOME_UNKNOWN']);
  });

  it.each([
    ['its gateway is lost', ({ to }: ReturnType<typeof moved>) => to.calls.lost('here')],
    ['the bus was away', ({ to }: ReturnType<typeof moved>) => to.calls.lost(null)],
    ['it takes longer than any call may', ({ to }: ReturnType<typeof moved>) => to.world.clock.advance(MAX_MS + 100)],
  ])('is of unknown outcome where %s', (_, happen) => {
    const world = moved();
    world.arrive();
    happen(world);
    expect(answers(world.to.client)).toEqual(['OUTCOME_UNKNOWN']);
    expect(world.to.session.calls.size).toBe(0);
  });

  it('is left alone where another gateway is lost', () => {
    const { to, arrive } = moved();
    arrive();
    to.calls.lost('another');
    expect(answers(to.client)).toEqual([]);
  });

  it('is cancelled, and given up, where it runs', () => {
    const cancelling = moved();
    cancelling.arrive();
    cancelling.to.client.cancel(7);
    expect(cancelling.to.bus.told).toMatchObject([{ word: { kind: 'cancelled', seq: 7 }, to: 'here' }]);
    const { id: sessionId } = cancelling.from.session;
    cancelling.from.calls.heard({ kind: 'cancelled', sessionId, seq: 7 });
    cancelling.deliver();
    expect(answers(cancelling.to.client)).toEqual(['CANCELLED']);

    const ending = moved();
    ending.arrive();
    ending.to.session.end('kicked', 4505, 'bye');
    expect(ending.to.bus.told).toMatchObject([{ word: { kind: 'abandoned', seq: 7 }, to: 'here' }]);
    ending.from.calls.heard({ kind: 'abandoned', sessionId: ending.from.session.id, seq: 7 });
    expect([ending.from.world.engine.last.state, ending.from.calls.leftBehind]).toEqual(['cancelled', 0]);
  });

  it('is given up where its session had ended as it came', () => {
    const { to, arrive } = moved();
    to.session.end('replaced', 4505, 'bye');
    arrive();
    expect(to.bus.told).toMatchObject([{ word: { kind: 'abandoned', seq: 7 }, to: 'here' }]);
  });
});
