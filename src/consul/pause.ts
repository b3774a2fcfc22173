import type { Clock } from '../clock/index.ts';

/** Waits so many milliseconds of `clock`, or until `signal` says to stop: both resolve. */
export function pause(clock: Clock, ms: number, signal: AbortSignal): Promise<void> {
  if (ms <= 0 || signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const end = () => {
      stop();
      signal.removeEventListener('abort', end);
      resolve();
    };
    const stop = clock.every(ms, end);
    signal.addEventListener('abort', end);
  });
}
