/** Stops what was asked of `Timers`. Calling it again does nothing. */
export type StopTimer = () => void;

/** Time, as the client gets it: monotonic, so that a jump of the wall clock expires nothing. Tests bring their own. */
export interface Timers {
  /** Monotonic milliseconds since an arbitrary start. */
  nowMs(): number;
  /** Runs `run` once in `delayMs`, unless stopped. More than 2^31-1 is taken as that. */
  after(delayMs: number, run: () => void): StopTimer;
}

/** What `setTimeout` and the wire can say at most; beyond it, setTimeout fires at once. */
export const MAX_DELAY_MS = 2 ** 31 - 1;

/** The platform's timers, in Node as in a browser. They keep a Node process alive. */
export const platformTimers: Timers = {
  nowMs: () => performance.now(),
  after(delayMs: number, run: () => void): StopTimer {
    const timer = setTimeout(run, Math.min(delayMs, MAX_DELAY_MS));
    return () => clearTimeout(timer);
  },
};
