import { describe, expect, it } from 'vitest';
import { ConnectionCap, ConnectionCounters } from '../../../src/listen/index.ts';

const HERE = '192.0.2.1';
const THERE = '192.0.2.2';

function open() {
  const counters = new ConnectionCounters();
  const cap = new ConnectionCap({ maxConnections: 5, maxPending: 4, maxPendingPerSource: 2 }, counters);
  /** A connection is open before it asks to be admitted. */
  const connect = (source: string) => {
    counters.open++;
    return cap.admit(source);
  };
  return { counters, cap, connect };
}

describe('the connection cap', () => {
  it('admits so many pending connections from one address, and others from another', () => {
    const { cap, connect } = open();
    expect([connect(HERE), connect(HERE), connect(HERE), connect(THERE)]).toEqual([true, true, false, true]);
    expect(cap.pending).toBe(3);
  });

  it('admits so many pending connections in all', () => {
    const { counters, connect } = open();
    const admitted = ['a', 'b', 'c', 'd', 'e'].map((source) => connect(source));
    expect(admitted).toEqual([true, true, true, true, false]);
    expect(counters.open).toBe(5);
  });

  it('admits so many connections in all, pending or not', () => {
    const { cap, connect } = open();
    for (const source of ['a', 'b', 'c', 'd', 'e']) {
      expect(connect(source)).toBe(true);
      cap.settled(source);
    }
    expect([connect('f'), cap.pending]).toEqual([false, 0]);
  });

  it('has room again for an address whose connection has logged in or gone', () => {
    const { cap, connect } = open();
    connect(HERE);
    connect(HERE);
    cap.settled(HERE);
    expect([cap.pending, connect(HERE), connect(HERE)]).toEqual([1, true, false]);
  });

  it('does not count a connection that it refused', () => {
    const { cap, connect } = open();
    connect(HERE);
    connect(HERE);
    connect(HERE);
    cap.settled(HERE);
    cap.settled(HERE);
    expect([cap.pending, connect(HERE)]).toEqual([0, true]);
  });
});
