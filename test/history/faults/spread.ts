import { setTimeout as pause } from 'node:timers/promises';

/** Does something `count` times, evenly over a time, the next never before the last one is done. */
export async function spread(count: number, overMs: number, act: () => Promise<void> | void): Promise<void> {
  const startedAt = performance.now();
  for (let done = 0; done < count; done++) {
    const dueMs = ((done + 0.5) * overMs) / count;
    await pause(Math.max(0, startedAt + dueMs - performance.now()));
    await act();
  }
}
