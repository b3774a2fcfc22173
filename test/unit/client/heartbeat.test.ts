import { describe, expect, it } from 'vitest';
import { Heartbeat } from '../../../src/client/heartbeat.ts';
import { FakeTimers } from './fake-timers.ts';

function start(heartbeatMs: number) {
  const timers = new FakeTimers();
  const seen = { pings: 0, deaths: 0 };
  const heartbeat = new Heartbeat(timers, heartbeatMs, {
    ping: () => {
      seen.pings++;
      heartbeat.said();
    },
    dead: () => {
      seen.deaths++;
    },
  });
  return { timers, heartbeat, seen };
}

describe('the heartbeat', () => {
  it('pings within one heartbeat where nothing was sent', () => {
    const { timers, seen } = start(1000);
    timers.advance(1000);
    expect(seen.pings).toBeGreaterThanOrEqual(1);
  });

  it('does not ping while both sides speak', () => {
    const { timers, heartbeat, seen } = start(1000);
    for (let step = 0; step < 20; step++) {
      heartbeat.heard();
      heartbeat.said();
      timers.advance(250);
    }
    expect(seen).toEqual({ pings: 0, deaths: 0 });
  });

  it('pings where only the gateway is silent, however much is sent', () => {
    const { timers, heartbeat, seen } = start(1000);
    for (let step = 0; step < 4; step++) {
      heartbeat.said();
      timers.advance(250);
    }
    expect(seen.pings).toBe(1);
  });

  it('takes a silent gateway for dead between two and three heartbeats, once', () => {
    const { timers, seen } = start(1000);
    timers.advance(2000);
    expect(seen.deaths).toBe(0);
    timers.advance(1000);
    expect(seen.deaths).toBe(1);
    timers.advance(10_000);
    expect(seen.deaths).toBe(1);
    expect(timers.armed).toBe(0);
  });

  it('lives as long as anything arrives in each heartbeat', () => {
    const { timers, heartbeat, seen } = start(1000);
    for (let step = 0; step < 50; step++) {
      timers.advance(999);
      heartbeat.heard();
    }
    expect(seen.deaths).toBe(0);
  });

  it('does not take a gateway for dead because this process was suspended', () => {
    const timers = new FakeTimers();
    let deaths = 0;
    // A suspended process runs each timer once on waking, however late: so does a clock that jumps.
    const woken: (() => void)[] = [];
    const suspended = {
      nowMs: () => timers.nowMs(),
      after: (_: number, run: () => void) => {
        woken.push(run);
        return () => {};
      },
    };
    new Heartbeat(suspended, 1000, { ping: () => {}, dead: () => deaths++ });
    timers.advance(3_600_000);
    woken.shift()?.();
    expect(deaths).toBe(0);
    expect(woken).toHaveLength(1);
  });

  it('does not beat faster than every 20 ms, whatever the gateway asks for', () => {
    const { timers, seen } = start(1);
    timers.advance(19);
    expect(seen.pings).toBe(0);
  });

  it('arms nothing once it is stopped', () => {
    const { timers, heartbeat } = start(1000);
    heartbeat.stop();
    expect(timers.armed).toBe(0);
  });
});
