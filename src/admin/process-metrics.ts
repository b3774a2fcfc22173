import { readdirSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { Gauge, type Registry } from 'prom-client';
import { gauge, total } from './read-metrics.ts';

const NANOSECONDS = 1e9;
const MICROSECONDS = 1e6;
const LAG_RESOLUTION_MS = 20;

/**
 * The process itself, under the names that Prometheus' own client libraries use. The function that comes back stops
 * the measuring of the event loop.
 */
export function registerProcessMetrics(registry: Registry): () => void {
  const startedAtSeconds = Date.now() / 1000 - process.uptime();
  total(registry, 'process_cpu_seconds_total', 'CPU time, user and system, in seconds.', () => {
    const { user, system } = process.cpuUsage();
    return (user + system) / MICROSECONDS;
  });
  gauge(registry, 'process_resident_memory_bytes', 'Resident memory.', () => process.memoryUsage.rss());
  gauge(registry, 'process_heap_bytes', 'JavaScript heap in use.', () => process.memoryUsage().heapUsed);
  gauge(registry, 'process_start_time_seconds', 'Start of the process, since 1970.', () => startedAtSeconds);
  gauge(registry, 'process_open_fds', 'Open file descriptors; 0 where the system does not say.', openFileDescriptors);
  return registerEventLoopLag(registry);
}

function openFileDescriptors(): number {
  try {
    return readdirSync('/proc/self/fd').length;
  } catch {
    return 0;
  }
}

function registerEventLoopLag(registry: Registry): () => void {
  const lag = monitorEventLoopDelay({ resolution: LAG_RESOLUTION_MS });
  lag.enable();
  new Gauge({
    name: 'trunkline_event_loop_lag_seconds',
    help: 'How late the event loop ran its timers since the last scrape, in seconds.',
    labelNames: ['quantile'],
    registers: [registry],
    collect() {
      // The histogram measures the whole period of its timer; the lag is what is beyond it.
      const late = (value: number) => Math.max(0, value / NANOSECONDS - LAG_RESOLUTION_MS / 1000);
      this.set({ quantile: '0.5' }, late(lag.percentile(50)));
      this.set({ quantile: '0.99' }, late(lag.percentile(99)));
      this.set({ quantile: '1' }, late(lag.max));
      lag.reset();
    },
  });
  return () => lag.disable();
}
