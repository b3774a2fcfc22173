import type { ConnectionCounters } from './connection-counters.ts';

/** How many connections there may be. */
export interface ConnectionCaps {
  /** In all. Keep it well below the limit of open files: beyond that the system refuses without a word. */
  readonly maxConnections: number;
  /** That have not logged in yet, in all. */
  readonly maxPending: number;
  /** That have not logged in yet, from one address. */
  readonly maxPendingPerSource: number;
}

/**
 * Holds connections against their caps. A connection is pending until it has logged in: those are the ones that a
 * stranger can open at will.
 */
export class ConnectionCap {
  readonly #caps: ConnectionCaps;
  readonly #counters: ConnectionCounters;
  readonly #pendingBySource = new Map<string, number>();
  #pending = 0;

  constructor(caps: ConnectionCaps, counters: ConnectionCounters) {
    this.#caps = caps;
    this.#counters = counters;
  }

  get pending(): number {
    return this.#pending;
  }

  /** Counts a connection from `source`, open already, as pending; false, and it is not, where there are too many. */
  admit(source: string): boolean {
    const fromSource = this.#pendingBySource.get(source) ?? 0;
    const { maxConnections, maxPending, maxPendingPerSource } = this.#caps;
    if (this.#counters.open > maxConnections || this.#pending >= maxPending || fromSource >= maxPendingPerSource)
      return false;
    this.#pending++;
    this.#pendingBySource.set(source, fromSource + 1);
    return true;
  }

  /** A connection is no longer pending: it logged in, or it closed before. */
  settled(source: string): void {
    this.#pending--;
    const fromSource = (this.#pendingBySource.get(source) ?? 1) - 1;
    if (fromSource === 0) this.#pendingBySource.delete(source);
    else this.#pendingBySource.set(source, fromSource);
  }
}
