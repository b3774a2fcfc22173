import { describe, expect, it } from 'vitest';
import type { Word } from '../../../src/bus/index.ts';
import { SessionFence } from '../../../src/gateway/session-fence.ts';
import { SingleSession } from '../../../src/session/index.ts';
import { CallWorld } from '../../support/call-world.ts';
import { ScriptedBus } from '../../support/scripted-bus.ts';

function open(singlePerUser = false) {
  const world = new CallWorld({ session: { resumeWindowMs: 10_000 }, caps: { maxConnections: 1000 } });
  const bus = new ScriptedBus(world.clock, world.wheel);
  const single = singlePerUser ? new SingleSession() : null;
  const fence = new SessionFence(bus, world.sessions, single, world.wheel);
  const login = (token: string) => {
    const { session } = world.login({ token });
    fence.sessionCreated(session);
    single?.sessionCreated(session);
    return session;
  };
  return { world, bus, fence, login };
}

const named = (told: readonly { readonly word: Word }[]) =>
  told.flatMap(({ word }) => (word.kind === 'held' ? word.sessions.map(({ user }) => user) : []));

describe('the fence around sessions', () => {
  it.each([
    [1, 'closed', []],
    [0, 'active', []],
    [-1, 'active', ['ada']],
  ] as const)(
    'where another gateway has a session with an epoch that is %i later, it is %s here, and tells of %j',
    (later, state, told) => {
      const { bus, fence, login } = open();
      const session = login('ada');
      const { id, user, birth } = session;
      const { createdAtUnixMs, epoch } = birth.times;
      fence.heard([{ id, user, createdAtUnixMs, epoch: epoch + later, attempt: 0 }]);
      expect([session.state.kind, named(bus.told)]).toEqual([state, told]);
    },
  );

  it.each([
    ['later', 3, 'closed', []],
    ['earlier', 1, 'active', ['ada']],
  ] as const)(
    'believes what the client counts before the clocks: a session that came by a Hello that is %s elsewhere',
    (_, attempt, state, told) => {
      const { bus, fence, login } = open();
      const session = login('ada');
      session.continueFrom(0, [], 2);
      const { id, user, birth } = session;
      const epoch = birth.times.epoch + (attempt === 3 ? -1 : 1);
      fence.heard([{ id, user, createdAtUnixMs: birth.times.createdAtUnixMs, epoch, attempt }]);
      expect([session.state.kind, named(bus.told)]).toEqual([state, told]);
    },
  );

  it('tells of a login only where users may have one session, and then ends the older one', () => {
    const [many, single] = [open(), open(true)];
    const [free, own] = [many.login('ada'), single.login('ada')];
    expect([named(many.bus.told), named(single.bus.told)]).toEqual([[], ['ada']]);
    for (const [{ fence }, { createdAtUnixMs, birth }] of [
      [many, free],
      [single, own],
    ] as const) {
      fence.heard([
        {
          id: 'elsewhere',
          user: 'ada',
          createdAtUnixMs: createdAtUnixMs + 1,
          epoch: birth.times.epoch + 1,
          attempt: 0,
        },
      ]);
    }
    expect([free.state.kind, own.state]).toEqual(['active', { kind: 'closed', reason: 'replaced' }]);
  });

  it('tells who has an older one of the one here, once', () => {
    const { bus, fence, login } = open(true);
    const { createdAtUnixMs } = login('ada');
    bus.told.length = 0;
    fence.heard([{ id: 'elsewhere', user: 'ada', createdAtUnixMs: createdAtUnixMs - 1, epoch: 1, attempt: 0 }]);
    expect(named(bus.told)).toEqual(['ada']);
  });

  it('tells of all that it has when the bus is there again, and once more, in messages that the bus takes', () => {
    const { world, bus, fence, login } = open();
    for (let count = 0; count < 600; count++) login('ada');
    fence.connected();
    expect([named(bus.told).length, bus.told.length]).toEqual([600, 2]);
    world.clock.advance(2100);
    expect(named(bus.told).length).toBe(1200);
  });
});
