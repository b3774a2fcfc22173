import { describe, expect, it } from 'vitest';
import {
  connectionAttached,
  connectionClosed,
  ended,
  FIRST_STATE,
  type SessionState,
  windowExpired,
} from '../../../src/session/session-state.ts';

const active: SessionState = { kind: 'active', generation: 3 };
const detached: SessionState = { kind: 'detached', generation: 3, expiresAtMs: 500 };
const closed: SessionState = { kind: 'closed', reason: 'left' };

describe('the state of a session', () => {
  it('begins active, held by its first connection', () => {
    expect(FIRST_STATE).toEqual({ kind: 'active', generation: 1 });
  });

  it.each([
    ['active', active, { kind: 'active', generation: 4 }],
    ['detached', detached, { kind: 'active', generation: 4 }],
    ['closed', closed, closed],
  ] as const)(
    '%s: a connection that attaches is the next generation, and does not wake the dead',
    (_, before, after) => {
      expect(connectionAttached(before)).toEqual(after);
    },
  );

  it.each([
    ['active', active, { kind: 'detached', generation: 3, expiresAtMs: 900 }],
    ['detached', detached, detached],
    ['closed', closed, closed],
  ] as const)('%s: the connection that holds the session detaches it with its close', (_, before, after) => {
    expect(connectionClosed(before, 3, 900)).toEqual(after);
  });

  it('the late close of a replaced connection leaves the session alone', () => {
    const movedOn = connectionAttached(active);
    expect(connectionClosed(movedOn, 3, 900)).toBe(movedOn);
  });

  it.each([
    ['active', active, active],
    ['detached', detached, { kind: 'closed', reason: 'expired' }],
    ['closed', closed, closed],
  ] as const)('%s: the end of the resume window closes a detached session only', (_, before, after) => {
    expect(windowExpired(before, 500)).toEqual(after);
  });

  it('the window does not close a session before its time', () => {
    expect(windowExpired(detached, 499)).toBe(detached);
  });

  it.each([
    ['active', active, { kind: 'closed', reason: 'kicked' }],
    ['detached', detached, { kind: 'closed', reason: 'kicked' }],
    ['closed', closed, closed],
  ] as const)('%s: ending it closes it, and the first reason stays', (_, before, after) => {
    expect(ended(before, 'kicked')).toEqual(after);
  });
});
