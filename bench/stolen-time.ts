import { readFileSync } from 'node:fs';

/** Where it stands among the numbers of proc(5)'s first line of stat, and how many of them make up all time. */
const STEAL = 7;
const ALL = 8;

/**
 * Starts to watch how much of this machine's time its host gives to others; the result tells the share since then, from
 * 0 to 1. Figures that were taken while it was not near 0 say little.
 */
export function watchStolenTime(): () => number {
  const before = readTimes();
  return () => {
    const gone = readTimes().map((ticks, index) => ticks - (before[index] ?? 0));
    const all = gone.reduce((sum, ticks) => sum + ticks, 0);
    return (gone[STEAL] ?? 0) / Math.max(1, all);
  };
}

function readTimes(): readonly number[] {
  const [first = ''] = readFileSync('/proc/stat', 'utf8').split('\n');
  return first
    .split(/\s+/)
    .slice(1, 1 + ALL)
    .map(Number);
}
