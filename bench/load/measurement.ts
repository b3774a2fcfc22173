import { build } from 'hdr-histogram-js';
import { type CpuTime, readCpuTime } from '../cpu-time.ts';
import type { RoundResult } from './round.ts';

const LONGEST_US = 60_000_000;
const US_PER_MS = 1000;

/** Counts what is answered while it runs. Made at its start. */
export class Measurement {
  readonly #pids: readonly number[];
  readonly #latencies = build({ lowestDiscernibleValue: 1, highestTrackableValue: LONGEST_US });
  readonly #startedAtMs = performance.now();
  readonly #cpuBefore: CpuTime;
  #calls = 0;
  #errors = 0;

  constructor(pids: readonly number[]) {
    this.#pids = pids;
    this.#cpuBefore = readCpuTime(pids);
  }

  answered(latencyMs: number, fine: boolean): void {
    if (fine) this.#calls++;
    else this.#errors++;
    this.#latencies.recordValue(Math.min(LONGEST_US, Math.max(1, Math.round(latencyMs * US_PER_MS))));
  }

  end(): RoundResult {
    const cpu = readCpuTime(this.#pids);
    return {
      calls: this.#calls,
      errors: this.#errors,
      elapsedMs: performance.now() - this.#startedAtMs,
      p50Us: this.#latencies.getValueAtPercentile(50),
      p99Us: this.#latencies.getValueAtPercentile(99),
      maxUs: this.#latencies.maxValue,
      cpu: { userUs: cpu.userUs - this.#cpuBefore.userUs, systemUs: cpu.systemUs - this.#cpuBefore.systemUs },
    };
  }
}
