import { describe, expect, it } from 'vitest';
import { StallClock } from '../../../src/clock/index.ts';
import { FakeClock } from '../../support/fake-clock.ts';

const LIMIT_MS = 1000;

function open() {
  const fake = new FakeClock();
  const stalls: number[] = [];
  const clock = new StallClock(fake, LIMIT_MS, (ms) => stalls.push(ms));
  return { fake, stalls, clock };
}

describe('a stall clock', () => {
  it('says nothing while time is asked for, and while only its own looks do', () => {
    const { fake, stalls, clock } = open();
    for (let look = 0; look < 5; look++) {
      fake.advance(900);
      clock.nowMs();
    }
    fake.advance(60_000);
    expect(stalls).toEqual([]);
  });

  it('tells the first who asks after a stall, before it has the time, and nobody after', () => {
    const { fake, stalls, clock } = open();
    fake.stall(30_000);
    const before = fake.nowMs();
    expect([clock.nowMs(), stalls]).toEqual([before, [30_000]]);
    clock.nowMs();
    expect(stalls).toEqual([30_000]);
  });

  it('is the time of its clock otherwise, and stops looking once closed', () => {
    const { fake, clock } = open();
    expect([clock.nowMs(), clock.unixMs()]).toEqual([fake.nowMs(), fake.unixMs()]);
    clock.close();
    expect(fake.tickers).toBe(0);
  });
});
