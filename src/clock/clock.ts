/** Stops what a clock was asked to do. Calling it again does nothing. */
export type Stop = () => void;

/**
 * Time, as every part of the gateway gets it. Deadlines and timers use the monotonic time: a jump of the wall clock
 * must not expire anything (FAULTS S11).
 */
export interface Clock {
  /** Monotonic milliseconds since an arbitrary start. */
  nowMs(): number;
  /** Wall clock, milliseconds since 1970. */
  unixMs(): number;
  /** Runs `tick` every `periodMs` until stopped. Does not keep the process alive. */
  every(periodMs: number, tick: () => void): Stop;
}
