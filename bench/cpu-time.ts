import { readFileSync } from 'node:fs';

/** CPU time of processes since their start, in microseconds. */
export interface CpuTime {
  readonly userUs: number;
  readonly systemUs: number;
}

/** USER_HZ: what Linux counts in towards programs, on every processor. */
const US_PER_TICK = 10_000;
/** Where the fields of proc(5) stand, counted from the one after the process's name. */
const UTIME = 11;
const STIME = 12;

/** The operating system's account of some processes, all of their threads included. To the nearest 10 ms each. */
export function readCpuTime(pids: readonly number[]): CpuTime {
  let userUs = 0;
  let systemUs = 0;
  for (const pid of pids) {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name stands in brackets and may hold anything, brackets too.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    userUs += Number(fields[UTIME]) * US_PER_TICK;
    systemUs += Number(fields[STIME]) * US_PER_TICK;
  }
  return { userUs, systemUs };
}
