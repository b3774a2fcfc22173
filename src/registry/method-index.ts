import type { MethodEntry } from './method-table.ts';

/** Ends the row of a service's methods. */
const END = -1;
/** A service with more methods has a map of its own: its row would be long to walk. */
const MAX_ROW = 32;
/** In the place of a row: the service has a map. */
const IN_MAP = -1;
const FIRST_CAPACITY = 64;

/**
 * Where each method of a table is. Two look-ups and a short walk over small numbers, which stand side by side: a map for
 * each service would be one more cache miss for each call, and that is what a look-up costs among 100,000 methods.
 */
export class MethodIndex {
  /** Where the row of each service begins. */
  #rows = new Map<string, number>();
  #large = new Map<string, ReadonlyMap<string, MethodEntry>>();
  /** A number for each name of a method: a company has ten thousand methods `Get`. */
  #numbers = new Map<string, number>();
  #names: string[] = [];
  #entries: (MethodEntry | undefined)[] = [];
  /** The numbers of names, at the places of `#entries`. */
  #ids = new Int32Array(FIRST_CAPACITY);
  /** Places of methods that were removed. */
  #unused = 0;

  /** An index of its own with the same methods. Numbers are only ever added, and are shared. */
  copy(): MethodIndex {
    const copy = new MethodIndex();
    copy.#rows = new Map(this.#rows);
    copy.#large = new Map(this.#large);
    copy.#numbers = this.#numbers;
    copy.#names = this.#names;
    copy.#entries = this.#entries.slice();
    copy.#ids = this.#ids.slice();
    copy.#unused = this.#unused;
    return copy;
  }

  /** Whether so much was removed that a new index is worth its making. */
  get isSparse(): boolean {
    return this.#unused > FIRST_CAPACITY && this.#unused > this.#entries.length / 2;
  }

  find(service: string, method: string): MethodEntry | undefined {
    const row = this.#rows.get(service);
    if (row === undefined) return undefined;
    if (row === IN_MAP) return this.#large.get(service)?.get(method);
    const id = this.#numbers.get(method);
    if (id === undefined) return undefined;
    for (let at = row; ; at++) {
      const found = this.#ids[at];
      if (found === id) return this.#entries[at];
      if (found === undefined || found === END) return undefined;
    }
  }

  /** The one string that all methods of this name share. */
  nameOf(method: string): string {
    const known = this.#names[this.#numbers.get(method) ?? END];
    if (known !== undefined) return known;
    this.#numbers.set(method, this.#names.push(method) - 1);
    return method;
  }

  add(service: string, methods: readonly MethodEntry[]): void {
    if (methods.length > MAX_ROW) {
      this.#rows.set(service, IN_MAP);
      this.#large.set(service, new Map(methods.map((entry) => [entry.method, entry])));
      return;
    }
    this.#rows.set(service, this.#entries.length);
    for (const entry of methods) this.#append(entry, this.#numbers.get(this.nameOf(entry.method)) ?? END);
    this.#append(undefined, END);
  }

  remove(service: string): void {
    const row = this.#rows.get(service);
    this.#rows.delete(service);
    this.#large.delete(service);
    if (row === undefined || row === IN_MAP) return;
    for (let at = row; this.#ids[at] !== END; at++) {
      this.#entries[at] = undefined;
      this.#unused++;
    }
  }

  #append(entry: MethodEntry | undefined, id: number): void {
    const at = this.#entries.push(entry) - 1;
    if (at === this.#ids.length) {
      const grown = new Int32Array(2 * at);
      grown.set(this.#ids);
      this.#ids = grown;
    }
    this.#ids[at] = id;
  }
}
