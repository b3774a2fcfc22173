import { CallbackTimer, type Clock, TimingWheel } from '../../src/clock/index.ts';
import type { MicroCase } from './measure.ts';

const TICK_MS = 16;
const LIVE = 10_000;

/** A clock that the case moves. */
class SteppedClock implements Clock {
  #nowMs = 0;
  #tick: () => void = () => {};

  nowMs(): number {
    return this.#nowMs;
  }

  unixMs(): number {
    return this.#nowMs;
  }

  every(_periodMs: number, tick: () => void): () => void {
    this.#tick = tick;
    return () => {};
  }

  step(ms: number): void {
    this.#nowMs += ms;
    this.#tick();
  }
}

const nothing = () => {};

export const CASES: readonly MicroCase[] = [
  {
    name: 'arm and disarm a timer, among 10,000',
    run: (times) => {
      const wheel = new TimingWheel(new SteppedClock(), TICK_MS);
      const timers = Array.from({ length: LIVE }, () => new CallbackTimer(nothing));
      for (const [index, timer] of timers.entries()) wheel.arm(timer, index);
      const timer = new CallbackTimer(nothing);
      for (let i = 0; i < times; i++) {
        wheel.arm(timer, 5000);
        wheel.disarm(timer);
      }
      return wheel.size;
    },
  },
  {
    name: 'arm a timer and let it expire',
    run: (times) => {
      const clock = new SteppedClock();
      const wheel = new TimingWheel(clock, TICK_MS);
      let expired = 0;
      const timers = Array.from({ length: LIVE }, () => new CallbackTimer(() => expired++));
      for (let left = times; left > 0; left -= LIVE) {
        for (const timer of timers) wheel.arm(timer, TICK_MS);
        clock.step(2 * TICK_MS);
      }
      return expired;
    },
  },
];
