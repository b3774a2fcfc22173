import { MethodIndex } from './method-index.ts';
import type { BackendRecord, Idempotency, MethodKind, Revision, ServiceSummary } from './registration.ts';

/** A method as a call needs it. One object for each method of a table: it may be used as a key. */
export interface MethodEntry {
  /** Full name, without a leading dot. */
  readonly service: string;
  readonly method: string;
  /** `/package.Service/Method`, as gRPC has it. */
  readonly path: string;
  readonly kind: MethodKind;
  readonly idempotency: Idempotency;
  /** The name of the backend that serves it. */
  readonly backend: string;
  /** The live revision of that backend: its target and its policy. */
  readonly revision: Revision;
}

/** A service that is served now. */
export interface ServiceEntry {
  readonly name: string;
  readonly backend: string;
  readonly revision: Revision;
  readonly methods: readonly MethodEntry[];
}

/** A service that two live revisions claim. The first owner keeps it; `backend` is the one that goes without. */
export interface ContestedService {
  readonly service: string;
  readonly owner: string;
  readonly backend: string;
}

/** A record that changed. */
export interface RecordChange {
  readonly before: BackendRecord | undefined;
  readonly after: BackendRecord;
}

/**
 * All methods that are served now. A table never changes: the registry makes a new one with each change and swaps it
 * whole, so a call that holds an entry finishes on the revision that it began with. A look-up allocates nothing.
 */
export class MethodTable {
  static readonly EMPTY = new MethodTable([]);

  /** Empty but where two processes registered one service at the same time. */
  readonly contested: readonly ContestedService[];
  readonly #services = new Map<string, ServiceEntry>();
  #index = new MethodIndex();

  constructor(records: Iterable<BackendRecord>) {
    const contested: ContestedService[] = [];
    for (const { service, backend, revision } of claims(records)) {
      const owner = this.#services.get(service.name);
      if (owner === undefined) this.#add(service, backend, revision);
      else contested.push({ service: service.name, owner: owner.backend, backend });
    }
    this.contested = contested;
  }

  /**
   * The table after some records changed: `before` as they were in `table` (undefined: they are new), `after` as they are
   * in `all`. What did not change is taken over as it is, so that one change among thousands of backends does not hold
   * calls up. Who owns what is worked out anew only where a service has two claims.
   */
  static after(table: MethodTable, changes: readonly RecordChange[], all: Iterable<BackendRecord>): MethodTable {
    if (table.contested.length > 0 || table.#index.isSparse) return new MethodTable(all);
    const next = new MethodTable([]);
    for (const [name, entry] of table.#services) next.#services.set(name, entry);
    next.#index = table.#index.copy();
    for (const { before } of changes) {
      for (const { name } of (before && findLive(before)?.services) ?? []) {
        next.#services.delete(name);
        next.#index.remove(name);
      }
    }
    for (const { after } of changes) {
      const revision = findLive(after);
      for (const service of revision?.services ?? []) {
        if (revision === undefined || next.#services.has(service.name)) return new MethodTable(all);
        next.#add(service, after.name, revision);
      }
    }
    return next;
  }

  /** Both names as the client sent them: any string is safe. */
  find(service: string, method: string): MethodEntry | undefined {
    return this.#index.find(service, method);
  }

  hasService(service: string): boolean {
    return this.#services.has(service);
  }

  findService(service: string): ServiceEntry | undefined {
    return this.#services.get(service);
  }

  /** All services, by name. */
  services(): readonly ServiceEntry[] {
    return [...this.#services.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  #add(service: ServiceSummary, backend: string, revision: Revision): void {
    const methods = service.methods.map(({ name, kind, idempotency }): MethodEntry => {
      const method = this.#index.nameOf(name);
      const path = `/${service.name}/${method}`;
      return { service: service.name, method, path, kind, idempotency, backend, revision };
    });
    this.#services.set(service.name, { name: service.name, backend, revision, methods });
    this.#index.add(service.name, methods);
  }
}

interface Claim {
  readonly service: ServiceSummary;
  readonly backend: string;
  readonly revision: Revision;
  readonly sinceUnixMs: number;
}

/** What each live revision serves, the oldest claim first: of two that claim one service, the first owner keeps it. */
function claims(records: Iterable<BackendRecord>): readonly Claim[] {
  const all: Claim[] = [];
  for (const record of records) {
    const revision = findLive(record);
    if (revision === undefined) continue;
    for (const service of revision.services) {
      all.push({ service, backend: record.name, revision, sinceUnixMs: servedSince(record, revision, service.name) });
    }
  }
  return all.sort((a, b) => a.sinceUnixMs - b.sinceUnixMs || (a.backend < b.backend ? -1 : 1));
}

/** When the unbroken row of revisions began that serve `service`: a new revision must not lose it to a rival. */
function servedSince(record: BackendRecord, live: Revision, service: string): number {
  let since = live.createdAtUnixMs;
  for (const revision of record.revisions.toReversed()) {
    if (revision.number > live.number) continue;
    if (!revision.services.some(({ name }) => name === service)) break;
    since = revision.createdAtUnixMs;
  }
  return since;
}

/** The live revision of a record; undefined where the backend was removed. */
export function findLive(record: BackendRecord): Revision | undefined {
  return record.revisions.find((revision) => revision.number === record.active);
}
