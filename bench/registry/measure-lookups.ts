import { MethodResolver } from '../../src/call/index.ts';
import type { Registry } from '../../src/registry/index.ts';
import { measure } from '../micro/measure.ts';
import { methodsOf } from './company.ts';

export interface Lookups {
  readonly methods: number;
  /** Some methods are called more than others: the second half as often as the first, the third a third (Zipf's law). */
  readonly ns: number;
  /** As if each method were called as often as any other: what the processor's cache can do least for. */
  readonly evenNs: number;
  readonly bytesAllocated: number;
}

const MISS_CACHE_BYTES = 1024 * 1024;
/** Few enough that nothing is collected on the way: even 16 bytes of each would be seen. */
const COUNTED = 100_000;
/** So many names come off the wire, one after the other, and then again. */
const NAMES = 2 ** 18;
/** A prime: names follow each other in no order that a cache of the processor likes. */
const STRIDE = 7919;

/** Resolves names of the whole company. */
export function measureLookups(registry: Registry, backends: number): Lookups {
  const resolver = new MethodResolver(registry, MISS_CACHE_BYTES);
  const methods = methodsOf(backends);
  const zipf = zipfPlaces(methods.length);
  const resolveZipf = resolving(resolver, wireNames(methods, zipf));
  const resolveEvenly = resolving(
    resolver,
    wireNames(methods, () => Math.floor(Math.random() * methods.length)),
  );
  const ns = measure({ name: 'resolve', run: resolveZipf }).medianNs;
  const evenNs = measure({ name: 'resolve', run: resolveEvenly }).medianNs;
  const before = process.memoryUsage().heapUsed;
  resolveZipf(COUNTED);
  const bytesAllocated = (process.memoryUsage().heapUsed - before) / COUNTED;
  return { methods: methods.length, ns, evenNs, bytesAllocated };
}

interface Name {
  readonly service: string;
  readonly method: string;
}

function resolving(resolver: MethodResolver, names: readonly Name[]): (times: number) => number {
  return (times) => {
    let found = 0;
    for (let i = 0; i < times; i++) {
      const name = names[i % NAMES];
      if (name !== undefined && resolver.resolve(name.service, name.method) !== undefined) found++;
    }
    if (found !== times) throw new Error(`${times - found} of ${times} names were not found`);
    return found;
  };
}

/** Names as a reader has them that remembers those it has read: one string for each, and not that of the registry. */
function wireNames(methods: readonly Name[], nextPlace: () => number): readonly Name[] {
  const seen = new Map<string, string>();
  const remembered = (text: string): string => {
    const known = seen.get(text);
    if (known !== undefined) return known;
    // What is read off the wire is one row of bytes; what was put together in here is still in its parts.
    const read = Buffer.from(text).toString('latin1');
    seen.set(text, read);
    return read;
  };
  return Array.from({ length: NAMES }, () => {
    const { service = '', method = '' } = methods[(nextPlace() * STRIDE) % methods.length] ?? {};
    return { service: remembered(service), method: remembered(method) };
  });
}

/** Draws places by Zipf's law: the one in place n is drawn 1/n times as often as the first. */
function zipfPlaces(count: number): () => number {
  const sums = new Float64Array(count);
  let sum = 0;
  for (let place = 0; place < count; place++) {
    sum += 1 / (place + 1);
    sums[place] = sum;
  }
  return () => {
    const drawn = Math.random() * sum;
    let [low, high] = [0, count - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((sums[middle] ?? 0) < drawn) low = middle + 1;
      else high = middle;
    }
    return low;
  };
}
