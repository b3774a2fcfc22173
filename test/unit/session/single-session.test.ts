import { describe, expect, it } from 'vitest';
import { type Session, SingleSession } from '../../../src/session/index.ts';
import { CallWorld } from '../../support/call-world.ts';

function open() {
  const world = new CallWorld();
  const single = new SingleSession();
  const login = (token = 'ada'): Session => {
    const { session } = world.login({ token });
    single.sessionCreated(session);
    return session;
  };
  return { world, single, login };
}

const REPLACED = { kind: 'closed', reason: 'replaced' };

describe('a user who may have one session', () => {
  it('has the one that logged in last; others are left alone', () => {
    const { world, login } = open();
    const [first, other] = [login(), login('eve')];
    world.clock.advance(10);
    const second = login();
    expect([first.state, other.state.kind, second.state.kind]).toEqual([REPLACED, 'active', 'active']);
  });

  it('has the second of two within a millisecond', () => {
    const { login } = open();
    const sessions = Array.from({ length: 20 }, () => login());
    expect(sessions.map(({ state }) => state.kind)).toEqual([...Array(19).fill('closed'), 'active']);
  });

  it('loses one that comes from elsewhere and is older than the one here', () => {
    const { world, single, login } = open();
    const { session: older } = world.login({ token: 'ada' });
    world.clock.advance(10);
    const newer = login();
    single.sessionCreated(older);
    expect([older.state, newer.state.kind]).toEqual([REPLACED, 'active']);
  });

  it('is told of one elsewhere: the older one of the two ends, wherever it is', () => {
    const { world, single, login } = open();
    const own = login();
    const at = (ms: number) => ({ id: 'elsewhere', createdAtUnixMs: own.createdAtUnixMs + ms });
    expect(single.heardOf('eve', at(5))).toBeNull();
    expect(single.heardOf('ada', { id: own.id, createdAtUnixMs: 0 })).toBeNull();
    expect(single.heardOf('ada', at(-5))).toBe(own);
    expect(own.state.kind).toBe('active');
    expect(single.heardOf('ada', at(5))).toBeNull();
    expect([own.state, world.sessions.size]).toEqual([REPLACED, 0]);
  });

  it('gets its calls answered before the session ends', () => {
    const { world, single } = open();
    const { client, session } = world.login({ token: 'ada' });
    single.sessionCreated(session);
    client.request(1);
    single.heardOf('ada', { id: 'elsewhere', createdAtUnixMs: session.createdAtUnixMs + 1 });
    expect(client.responses(1)).toMatchObject([{ failure: { reason: 'CANCELLED' } }]);
    expect(client.frames('goAway')).toMatchObject([{ body: { code: 4505 } }]);
  });
});
