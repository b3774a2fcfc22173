import type { Clock, Stop } from './clock.ts';

/** The machine's clock. */
export const systemClock: Clock = {
  nowMs: () => performance.now(),
  unixMs: () => Date.now(),
  every(periodMs: number, tick: () => void): Stop {
    const timer = setInterval(tick, periodMs);
    timer.unref();
    return () => clearInterval(timer);
  },
};
