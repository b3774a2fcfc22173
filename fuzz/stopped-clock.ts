import type { Clock } from '../src/clock/index.ts';

/** Time that does not pass: what an input does depends on nothing else. */
export const STOPPED_CLOCK: Clock = {
  nowMs: () => 0,
  unixMs: () => 0,
  every: () => () => {},
};
