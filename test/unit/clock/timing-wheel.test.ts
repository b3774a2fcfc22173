import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CallbackTimer, TimingWheel } from '../../../src/clock/index.ts';
import { FakeClock } from '../../support/fake-clock.ts';

const TICK_MS = 16;

function harness() {
  const clock = new FakeClock();
  const wheel = new TimingWheel(clock, TICK_MS);
  const startedAtMs = clock.nowMs();
  const fired: number[] = [];
  const timer = (delayMs: number) => {
    const made = new CallbackTimer(() => fired.push(clock.nowMs() - startedAtMs));
    wheel.arm(made, delayMs);
    return made;
  };
  return { clock, wheel, fired, timer };
}

describe('a timing wheel', () => {
  it.each([0, 1, 15, 16, 17, 1000, 1024, 1040, 65_536, 70_000, 4_194_304, 5_000_000])(
    'expires a timer of %i ms not early, and at most one tick late',
    (delayMs) => {
      const { clock, fired, timer } = harness();
      timer(delayMs);
      clock.advance(delayMs + 2 * TICK_MS);
      expect(fired).toHaveLength(1);
      expect(fired[0]).toBeGreaterThanOrEqual(delayMs);
      expect(fired[0]).toBeLessThanOrEqual(delayMs + 2 * TICK_MS);
    },
  );

  it('expires each of many timers once, in its tick, whatever is armed, moved and disarmed meanwhile', () => {
    const step = fc.record({
      act: fc.constantFrom('arm', 'disarm', 'wait'),
      timer: fc.nat(9),
      ms: fc.nat(200_000),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const clock = new FakeClock();
        const wheel = new TimingWheel(clock, TICK_MS);
        const due = new Map<number, number>();
        const timers = Array.from({ length: 10 }, (_, index) => {
          return new CallbackTimer(() => {
            const dueAtMs = due.get(index);
            expect(dueAtMs).toBeDefined();
            expect(clock.nowMs()).toBeGreaterThanOrEqual(dueAtMs ?? 0);
            expect(clock.nowMs()).toBeLessThanOrEqual((dueAtMs ?? 0) + 2 * TICK_MS);
            due.delete(index);
          });
        });
        for (const { act, timer, ms } of steps) {
          const chosen = timers[timer];
          if (chosen === undefined) throw new Error('no timer');
          if (act === 'arm') {
            wheel.arm(chosen, ms);
            due.set(timer, clock.nowMs() + ms);
          } else if (act === 'disarm') {
            wheel.disarm(chosen);
            due.delete(timer);
          } else {
            clock.advance(ms % 5000);
          }
          expect(wheel.size).toBe(due.size);
        }
        clock.advance(300_000);
        expect(due.size).toBe(0);
        expect(clock.tickers).toBe(0);
      }),
      { numRuns: 200 },
    );
  });

  it('asks for ticks only while a timer is armed', () => {
    const { clock, wheel, timer } = harness();
    expect(clock.tickers).toBe(0);
    const armed = timer(100);
    expect(clock.tickers).toBe(1);
    wheel.disarm(armed);
    expect(clock.tickers).toBe(0);
    timer(100);
    clock.advance(200);
    expect(clock.tickers).toBe(0);
  });

  it('lets a timer be armed again from its own expiry', () => {
    const clock = new FakeClock();
    const wheel = new TimingWheel(clock, TICK_MS);
    let count = 0;
    const timer: CallbackTimer = new CallbackTimer(() => {
      count++;
      if (count < 5) wheel.arm(timer, 100);
    });
    wheel.arm(timer, 100);
    clock.advance(1000);
    expect(count).toBe(5);
    expect(wheel.size).toBe(0);
  });

  it('lets a timer disarm another that is due in the same tick', () => {
    const clock = new FakeClock();
    const wheel = new TimingWheel(clock, TICK_MS);
    const fired: string[] = [];
    const second = new CallbackTimer(() => fired.push('second'));
    const first = new CallbackTimer(() => {
      fired.push('first');
      wheel.disarm(second);
    });
    wheel.arm(first, 10);
    wheel.arm(second, 10);
    clock.advance(100);
    expect(fired).toEqual(['first']);
    expect(wheel.size).toBe(0);
  });

  it('expires what a stalled event loop has missed, at the next tick', () => {
    const { clock, fired, timer } = harness();
    timer(100);
    timer(90_000);
    clock.stall(30_000);
    clock.advance(TICK_MS);
    expect(fired).toHaveLength(1);
    clock.advance(90_000);
    expect(fired).toHaveLength(2);
  });

  it('is not moved by a jump of the wall clock', () => {
    const { clock, fired, timer } = harness();
    timer(1000);
    clock.setUnixMs(clock.unixMs() + 3_600_000);
    clock.advance(900);
    expect(fired).toEqual([]);
    clock.setUnixMs(clock.unixMs() - 7_200_000);
    clock.advance(200);
    expect(fired).toHaveLength(1);
  });

  it('clamps what is beyond its reach instead of firing it at once', () => {
    const { clock, wheel, timer, fired } = harness();
    timer(2 ** 40);
    clock.advance(1_000_000);
    expect(fired).toEqual([]);
    expect(wheel.size).toBe(1);
  });
});
