import type { GetTrafficResponse, MethodTraffic } from '../admin-api/index.ts';

/** What one method, or a backend, did in a span of time. */
export interface TrafficRate {
  readonly backend: string;
  /** Empty: all methods of the backend. */
  readonly method: string;
  readonly callsPerSecond: number;
  readonly failedPerSecond: number;
  /** Of half of the calls, and of 99 in a hundred, at most; null: there were none. Milliseconds, within a bucket. */
  readonly p50Ms: number | null;
  readonly p99Ms: number | null;
}

/** A gateway between two looks at it. */
export interface TrafficPicture {
  readonly spanMs: number;
  readonly callsPerSecond: number;
  readonly failedPerSecond: number;
  readonly callsInFlight: number;
  readonly connections: number;
  readonly sessionsActive: number;
  readonly sessionsDetached: number;
  readonly backends: number;
  readonly registryAgeMs: number;
  /** The busiest first. Each backend, and each of its methods. */
  readonly byBackend: readonly TrafficRate[];
  readonly byMethod: readonly TrafficRate[];
}

interface Counted {
  readonly backend: string;
  readonly method: string;
  readonly calls: number;
  readonly failed: number;
  readonly callsByBucket: readonly number[];
}

/** What happened between two answers of one gateway. One that was started anew in between began at nothing. */
export function picture(before: GetTrafficResponse, now: GetTrafficResponse): TrafficPicture {
  const restarted = now.nowMs < before.nowMs;
  const spanMs = Math.max(1, restarted ? now.nowMs : now.nowMs - before.nowMs);
  const earlier = new Map(restarted ? [] : before.methods.map((method) => [nameOf(method), method]));
  const methods = now.methods.map((method) => since(earlier.get(nameOf(method)), method));
  const active = methods.filter(({ calls }) => calls > 0);
  const rates = (counted: readonly Counted[]) =>
    counted.map((one) => rateOf(one, spanMs, now.bucketBoundsMs)).sort((a, b) => b.callsPerSecond - a.callsPerSecond);
  const { callsInFlight, connections, sessionsActive, sessionsDetached, backends, registryAgeMs } = now;
  const total = sum('', active);
  return {
    ...{ spanMs, callsInFlight, connections, sessionsActive, sessionsDetached, backends, registryAgeMs },
    callsPerSecond: (total.calls * 1000) / spanMs,
    failedPerSecond: (total.failed * 1000) / spanMs,
    byBackend: rates(byBackend(active)),
    byMethod: rates(active),
  };
}

const nameOf = ({ service, method }: MethodTraffic): string => `${service}/${method}`;

function since(before: MethodTraffic | undefined, now: MethodTraffic): Counted {
  return {
    backend: now.backend,
    method: nameOf(now),
    calls: now.calls - (before?.calls ?? 0),
    failed: now.failed - (before?.failed ?? 0),
    callsByBucket: now.callsByBucket.map((calls, index) => calls - (before?.callsByBucket[index] ?? 0)),
  };
}

function byBackend(methods: readonly Counted[]): readonly Counted[] {
  const backends = new Map<string, Counted[]>();
  for (const method of methods) backends.set(method.backend, [...(backends.get(method.backend) ?? []), method]);
  return [...backends].map(([backend, counted]) => sum(backend, counted));
}

function sum(backend: string, methods: readonly Counted[]): Counted {
  const buckets: number[] = [];
  for (const { callsByBucket } of methods) {
    callsByBucket.forEach((calls, index) => {
      buckets[index] = (buckets[index] ?? 0) + calls;
    });
  }
  const total = (of: (method: Counted) => number) => methods.reduce((all, method) => all + of(method), 0);
  const [calls, failed] = [total((method) => method.calls), total((method) => method.failed)];
  return { backend, method: '', calls, failed, callsByBucket: buckets };
}

function rateOf({ backend, method, calls, failed, callsByBucket }: Counted, spanMs: number, bounds: readonly number[]) {
  return {
    backend,
    method,
    callsPerSecond: (calls * 1000) / spanMs,
    failedPerSecond: (failed * 1000) / spanMs,
    p50Ms: quantile(0.5, callsByBucket, bounds),
    p99Ms: quantile(0.99, callsByBucket, bounds),
  };
}

/** As Prometheus has it: evenly spread within a bucket; beyond the last bound, that bound. */
function quantile(share: number, buckets: readonly number[], bounds: readonly number[]): number | null {
  const total = buckets.reduce((all, calls) => all + calls, 0);
  if (total === 0) return null;
  let below = 0;
  for (const [index, calls] of buckets.entries()) {
    const [from, to] = [bounds[index - 1] ?? 0, bounds[index]];
    if (to === undefined) return from;
    if (below + calls >= share * total && calls > 0) return from + ((to - from) * (share * total - below)) / calls;
    below += calls;
  }
  return bounds.at(-1) ?? null;
}
