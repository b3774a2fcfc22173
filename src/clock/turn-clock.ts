import type { Clock } from './clock.ts';

/**
 * `clock`, read at most once in each turn of the event loop: for the way of a call, which asks for the time eight times
 * and takes microseconds. A time is as old as the turn in which it was asked for; what is measured from one turn to
 * another is as exact as before.
 */
export function turnClock(clock: Clock): Clock {
  let nowMs = 0;
  let fresh = false;
  const turnEnded = () => {
    fresh = false;
  };
  return {
    nowMs() {
      if (!fresh) {
        nowMs = clock.nowMs();
        fresh = true;
        setImmediate(turnEnded);
      }
      return nowMs;
    },
    unixMs: () => clock.unixMs(),
    every: (periodMs, tick) => clock.every(periodMs, tick),
  };
}
