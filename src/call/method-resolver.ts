import { LRUCache } from 'lru-cache';
import type { MethodEntry, MethodTable } from '../registry/index.ts';
import type { Reason } from '../status/index.ts';
import { printable } from './json/index.ts';

/** Why a method was not found. */
export interface Miss {
  readonly reason: Reason;
  readonly message: string;
}

/** Where the live method table is. It is swapped whole. */
export interface MethodTables {
  readonly methods: MethodTable;
}

const MAX_NAME_LENGTH = 512;
/** How much of a bad name its message repeats. */
const MAX_SHOWN = 80;
const SERVICE_NAME = /^[A-Za-z_][A-Za-z0-9_]*(\.[A-Za-z_][A-Za-z0-9_]*)*$/;
const METHOD_NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;
/** What an entry of the cache takes besides its text, roughly. */
const ENTRY_OVERHEAD_BYTES = 200;

/**
 * Finds the method that a request names. What is not there is remembered for as long as the method table lives, in a
 * cache that is bounded in bytes, so that a client that asks for it without end costs little.
 */
export class MethodResolver {
  readonly #tables: MethodTables;
  readonly #misses: LRUCache<string, Miss>;
  #missesOf: MethodTable | null = null;

  constructor(tables: MethodTables, maxMissBytes: number) {
    this.#tables = tables;
    this.#misses = new LRUCache({
      maxSize: maxMissBytes,
      sizeCalculation: (miss, key) => 2 * (key.length + miss.message.length) + ENTRY_OVERHEAD_BYTES,
    });
  }

  /** Bytes that the misses take. */
  get missBytes(): number {
    return this.#misses.calculatedSize;
  }

  /** The method, found without an allocation; undefined where there is none. */
  resolve(service: string, method: string): MethodEntry | undefined {
    return this.#tables.methods.find(service, method);
  }

  /** Why there is no such method. */
  explainMiss(service: string, method: string): Miss {
    const table = this.#tables.methods;
    if (table !== this.#missesOf) {
      this.#misses.clear();
      this.#missesOf = table;
    }
    if (service.length > MAX_NAME_LENGTH || method.length > MAX_NAME_LENGTH) {
      return { reason: 'BAD_NAME', message: `a name longer than ${MAX_NAME_LENGTH}` };
    }
    const key = `${service}/${method}`;
    const known = this.#misses.get(key);
    if (known !== undefined) return known;
    const miss = explain(table, service, method);
    this.#misses.set(key, miss);
    return miss;
  }
}

function explain(table: MethodTable, service: string, method: string): Miss {
  if (!SERVICE_NAME.test(service)) {
    return { reason: 'BAD_NAME', message: `"${printable(service, MAX_SHOWN)}" is not the full name of a service` };
  }
  if (!METHOD_NAME.test(method)) {
    return { reason: 'BAD_NAME', message: `"${printable(method, MAX_SHOWN)}" is not the name of a method` };
  }
  if (!table.hasService(service)) return { reason: 'UNKNOWN_SERVICE', message: `no backend serves ${service}` };
  return { reason: 'UNKNOWN_METHOD', message: `${service} has no method ${method}` };
}
