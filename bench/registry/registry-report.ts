import { asTargets } from '../targets.ts';
import type { Figures } from './measure-registry.ts';

const MB = 1024 * 1024;

export function asText({ backends, registeredInMs, start, changes, lookups, misses }: Figures): string {
  const { liveMs, mostBytes, gateways } = changes;
  const rows = [
    `${backends} backends with ${lookups.methods} methods, registered one by one in ${(registeredInMs / 1000).toFixed(1)} s`,
    `start to the answer of the first call: ${(start.firstCallMs / 1000).toFixed(2)} s, ${(start.peakBytes / MB).toFixed(0)} MB at the peak`,
    `a change, live on ${gateways} gateways: p50 ${at(liveMs, 0.5).toFixed(0)} ms, p99 ${at(liveMs, 0.99).toFixed(0)} ms; ${(mostBytes / 1024).toFixed(1)} KB to each at most`,
    `resolving a method: ${lookups.ns.toFixed(0)} ns as companies call, ${lookups.evenNs.toFixed(0)} ns where all are called alike, ${lookups.bytesAllocated.toFixed(2)} bytes allocated`,
    `${misses.lookups} unknown methods: ${misses.requests} requests to Consul`,
  ];
  return `${rows.join('\n')}\n`;
}

export function asRegistryTargets({ start, changes, lookups, misses }: Figures): string {
  return asTargets([
    { what: 'seconds from the start to the first answer', measured: start.firstCallMs / 1000, bound: { atMost: 3 } },
    { what: 'MB of memory until then, at the peak', measured: start.peakBytes / MB, bound: { atMost: 200 } },
    { what: 'KB that a change moves to a gateway', measured: changes.mostBytes / 1024, bound: { atMost: 100 } },
    { what: 'ms until a change is live on all, p99', measured: at(changes.liveMs, 0.99), bound: { atMost: 1000 } },
    { what: 'ns to resolve a method', measured: lookups.ns, bound: { atMost: 200 } },
    { what: 'bytes allocated by that', measured: Math.max(0, lookups.bytesAllocated), bound: { atMost: 1 } },
    {
      what: 'requests to Consul for 1,000 unknown methods',
      measured: (misses.requests * 1000) / misses.lookups,
      bound: { atMost: 1 },
    },
  ]);
}

/** The value that so large a part of the sorted ones does not exceed. */
function at(sorted: readonly number[], part: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
}
