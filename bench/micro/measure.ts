/** One thing to time. `run` does it so many times; what it returns is only there so that nothing is optimised away. */
export interface MicroCase {
  readonly name: string;
  readonly run: (times: number) => unknown;
}

export interface MicroResult {
  readonly name: string;
  /** CPU time of one run, in nanoseconds: the median of the samples, and the least. */
  readonly medianNs: number;
  readonly leastNs: number;
}

const SAMPLES = 15;
const SAMPLE_US = 40_000;
const WARM_UP_US = 300_000;

/** Times a case on CPU time, which other processes of the machine disturb less than they do the clock on the wall. */
export function measure({ name, run }: MicroCase): MicroResult {
  const times = calibrate(run);
  const samples: number[] = [];
  for (let sample = 0; sample < SAMPLES; sample++) samples.push((cpuUsOf(run, times) * 1000) / times);
  samples.sort((a, b) => a - b);
  return { name, medianNs: samples[Math.floor(SAMPLES / 2)] ?? 0, leastNs: samples[0] ?? 0 };
}

/** How many times fill a sample, once the case is warm. */
function calibrate(run: MicroCase['run']): number {
  let times = 1;
  let spentUs = 0;
  for (;;) {
    const tookUs = cpuUsOf(run, times);
    spentUs += tookUs;
    if (spentUs >= WARM_UP_US && tookUs > 0) return Math.max(1, Math.round((times * SAMPLE_US) / tookUs));
    if (tookUs < SAMPLE_US) times *= 2;
  }
}

function cpuUsOf(run: MicroCase['run'], times: number): number {
  const before = process.cpuUsage();
  kept = run(times);
  const { user, system } = process.cpuUsage(before);
  return user + system;
}

/** Exported, so that what a case returns has a reader. */
export let kept: unknown = null;
