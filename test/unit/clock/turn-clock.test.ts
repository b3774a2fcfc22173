import { setImmediate as turnEnd } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { type Clock, turnClock } from '../../../src/clock/index.ts';

class CountingClock implements Clock {
  reads = 0;

  nowMs(): number {
    this.reads++;
    return this.reads * 10;
  }

  unixMs(): number {
    return 7;
  }

  every(periodMs: number, tick: () => void): () => void {
    tick();
    return () => {
      this.reads = -periodMs;
    };
  }
}

describe('a turn clock', () => {
  it('says one time for all of a turn, and reads its clock once', async () => {
    const counting = new CountingClock();
    const clock = turnClock(counting);
    expect([clock.nowMs(), clock.nowMs()]).toEqual([10, 10]);
    await Promise.resolve();
    expect(clock.nowMs()).toBe(10);
    expect(counting.reads).toBe(1);
  });

  it('reads anew in the next turn, and not where nobody asks', async () => {
    const counting = new CountingClock();
    const clock = turnClock(counting);
    clock.nowMs();
    for (let turn = 0; turn < 3; turn++) await turnEnd();
    expect(counting.reads).toBe(1);
    expect(clock.nowMs()).toBe(20);
    await turnEnd();
    expect(clock.nowMs()).toBe(30);
  });

  it('leaves the wall clock and periods to its clock', () => {
    const counting = new CountingClock();
    const clock = turnClock(counting);
    let ticks = 0;
    const stop = clock.every(5, () => ticks++);
    stop();
    expect([clock.unixMs(), ticks, counting.reads]).toEqual([7, 1, -5]);
  });
});
