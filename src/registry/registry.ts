import type { Clock, Stop } from '../clock/index.ts';
import type { Finding } from '../status/index.ts';
import { causeOf } from './admission/rules.ts';
import type { Admission } from './admission.ts';
import type { CompatibilityCheck } from './compatibility.ts';
import { CompiledSets } from './compiled-sets.ts';
import { type Description, describeSymbol } from './describe.ts';
import { type DiffAgainst, type DiffResult, diffBackend } from './diff-backend.ts';
import { liveFindings } from './live-check.ts';
import { findLive, MethodTable } from './method-table.ts';
import { ownershipFindings } from './ownership.ts';
import type { BackendRecord, Policy, Revision } from './registration.ts';
import { type RevisionDraft, sameAs, withRevision } from './revision-draft.ts';
import type { CommitResult, DamagedRecord, Store, StoreChange, StoreListener } from './store.ts';
import { StoreError } from './store-error.ts';
import { trafficFindings } from './traffic-check.ts';
import type { Split } from './traffic-policy.ts';
import type {
  Accepted,
  Conflict,
  Missing,
  RefusalCause,
  Refused,
  RegisterResult,
  RemoveResult,
  RequestedPolicy,
  RollbackResult,
  Upload,
} from './upload.ts';
import { uploadFindings } from './upload-check.ts';

export interface RegistryOptions {
  /** What a policy that says 0 gets as its default timeout. Milliseconds; 10,000 suits most. */
  readonly defaultTimeoutMs: number;
  /** What a policy that says 0 gets as its maximum timeout. Milliseconds; 300,000 suits most. */
  readonly defaultMaxTimeoutMs: number;
  /** Bound of the decoded sets kept for `describe` and `diff`, in bytes of heap as estimated; 64 MiB suits most. */
  readonly compiledCacheBytes: number;
}

export interface RegistryParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly admission: Admission;
  readonly compatibility: CompatibilityCheck;
  /** Who is told what happens to the store while it is followed. */
  readonly report: StoreReport;
}

export type StoreReport = Pick<StoreListener, 'damaged' | 'stateChanged'>;

/** A backend that is in service. */
export interface LiveBackend {
  readonly record: BackendRecord;
  readonly revision: Revision;
}

/**
 * The live registry: which backend serves which method now, and the only way to change that.
 *
 * What is refused changes nothing. A change is durable before it is live, and goes live as one swap of `methods`: calls
 * in flight keep the entry that they hold, the next call sees the new one. Changes of one backend compete by
 * compare-and-set: of two at once exactly one wins. Nothing is thrown for what an upload holds; a store that fails
 * rejects with `StoreError`, and what is live serves on.
 */
export class Registry {
  readonly #options: RegistryOptions;
  readonly #parts: RegistryParts;
  readonly #compiled: CompiledSets;
  readonly #records = new Map<string, BackendRecord>();
  readonly #listeners = new Set<(methods: MethodTable) => void>();
  readonly #damaged: readonly DamagedRecord[];
  #methods = MethodTable.EMPTY;
  #generation = 0;
  #changedAtUnixMs: number;
  /** Commits stand in this row, so that no two of this process check the ownership of a service at the same time. */
  #commits: Promise<unknown> = Promise.resolve();

  private constructor(
    options: RegistryOptions,
    parts: RegistryParts,
    records: readonly BackendRecord[],
    damaged: readonly DamagedRecord[],
  ) {
    this.#options = options;
    this.#parts = parts;
    this.#damaged = damaged;
    this.#compiled = new CompiledSets(options.compiledCacheBytes, (hash) => parts.store.getDescriptors(hash));
    for (const record of records) this.#records.set(record.name, record);
    this.#methods = new MethodTable(this.#records.values());
    this.#changedAtUnixMs = parts.clock.unixMs();
  }

  /** Reads the store and makes what it holds live. Rejects with `StoreError` where the store cannot be read at all. */
  static async open(options: RegistryOptions, parts: RegistryParts): Promise<Registry> {
    const { records, damaged } = await parts.store.load();
    const registry = new Registry(options, parts, records, damaged);
    parts.store.watch({
      changed: (change) => registry.#changedElsewhere(change),
      damaged: (record) => registry.#isDamaged(record),
      stateChanged: (state) => parts.report.stateChanged(state),
    });
    return registry;
  }

  /** What is served now. Read it anew for each call. */
  get methods(): MethodTable {
    return this.#methods;
  }

  /** Grows by one with each change of what is live. */
  get generation(): number {
    return this.#generation;
  }

  /** When what is live last changed, or was read at the start. Wall clock. */
  get changedAtUnixMs(): number {
    return this.#changedAtUnixMs;
  }

  /** How long ago what is live was last known to be what the store holds. Milliseconds. */
  get ageMs(): number {
    return this.#parts.store.ageMs();
  }

  /** What could not be read at the start: to be told loudly. */
  get damaged(): readonly DamagedRecord[] {
    return this.#damaged;
  }

  /** Calls `listener` after each swap, with the new table, until stopped. It must not throw. */
  onChange(listener: (methods: MethodTable) => void): Stop {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** All backends in service, by name. */
  list(): readonly LiveBackend[] {
    const live: LiveBackend[] = [];
    for (const record of this.#records.values()) {
      const revision = findLive(record);
      if (revision !== undefined) live.push({ record, revision });
    }
    return live.sort((a, b) => (a.record.name < b.record.name ? -1 : 1));
  }

  /** The record of a backend, one that was removed included: its revisions are its history. */
  find(name: string): BackendRecord | undefined {
    return this.#records.get(name);
  }

  /** The bytes of a descriptor set, as they were uploaded. Rejects with `StoreError` where they are gone. */
  descriptors(hash: string): Promise<Uint8Array> {
    return this.#parts.store.getDescriptors(hash);
  }

  /** Makes a new revision live, or says all that is wrong with the upload. */
  async register(upload: Upload): Promise<RegisterResult> {
    const base = this.#records.get(upload.name);
    const findings = [...uploadFindings(upload)];
    const admitted = await this.#parts.admission.admit(upload.descriptorSet);
    if (admitted.kind === 'refused') findings.push(...admitted.findings);
    if (admitted.kind === 'refused' || findings.length > 0) return refused(findings);
    const draft: RevisionDraft = {
      descriptorHash: admitted.hash,
      descriptorBytes: upload.descriptorSet.length,
      target: upload.target,
      policy: this.#policy(upload.policy),
      services: admitted.services,
      origin: { kind: 'upload' },
    };
    const live = base === undefined ? undefined : findLive(base);
    if (base !== undefined && live !== undefined) {
      if (sameAs(live, draft)) return unchanged(base, live, upload.dryRun);
      findings.push(...ownershipFindings(upload.name, draft.services, this.#methods));
      findings.push(...(await liveFindings(this.#parts, live, { ...draft, canonical: admitted.canonical })));
      if (findings.length > 0) return refused(findings);
    }
    if (!upload.dryRun) await this.#parts.store.putDescriptors(admitted.hash, upload.descriptorSet);
    return this.#inRow(() => this.#commit(upload.name, base, draft, upload.dryRun));
  }

  /** Makes a new revision that repeats revision `to`. It is not held against the live one: going back must be easy. */
  rollback(name: string, to: number): Promise<RollbackResult> {
    return this.#inRow(async () => {
      const record = this.#records.get(name);
      const target = record?.revisions.find(({ number }) => number === to);
      if (record === undefined) return missingBackend(name);
      if (target === undefined) return { kind: 'missing', message: `Backend ${name} has no revision ${to}.` };
      const { descriptorHash, descriptorBytes, target: endpoints, policy, services } = target;
      const draft: RevisionDraft = {
        descriptorHash,
        descriptorBytes,
        target: endpoints,
        policy,
        services,
        origin: { kind: 'rollback', to },
      };
      const live = findLive(record);
      if (live !== undefined && sameAs(live, draft)) return unchanged(record, live, false);
      // What is rolled back to must still be there, or JSON calls would fail once it is live.
      await this.#parts.store.getDescriptors(descriptorHash);
      return this.#commit(name, record, draft, false);
    });
  }

  /** Makes a new revision with the descriptors of the live one, whose calls are split in another way. */
  split(name: string, split: Split | null): Promise<RollbackResult> {
    return this.#inRow(async () => {
      const record = this.#records.get(name);
      const live = record === undefined ? undefined : findLive(record);
      if (record === undefined || live === undefined) return missingBackend(name);
      const { descriptorHash, descriptorBytes, target, policy, services } = live;
      const traffic = { ...policy.traffic, split };
      const findings = trafficFindings(traffic);
      if (findings.length > 0) return refused(findings);
      const origin = { kind: 'policy' } as const;
      const draft = { descriptorHash, descriptorBytes, target, policy: { ...policy, traffic }, services, origin };
      return sameAs(live, draft) ? unchanged(record, live, false) : this.#commit(name, record, draft, false);
    });
  }

  /** Takes a backend out of service. Its history stays, and registering it again goes on from there. */
  remove(name: string): Promise<RemoveResult> {
    return this.#inRow(async () => {
      const record = this.#records.get(name);
      if (record === undefined || record.active === null) return missingBackend(name);
      const removed: BackendRecord = { ...record, version: record.version + 1, active: null };
      const result = await this.#write<never>(removed, record.version, () => null);
      if (result.kind === 'conflict') return this.#lost(name, result.current);
      this.#swap([removed]);
      return { kind: 'removed', record: removed };
    });
  }

  /** What differs between the live revision of a backend and something else. */
  diff(name: string, against: DiffAgainst): Promise<DiffResult> {
    const record = this.#records.get(name);
    if (record === undefined) return Promise.resolve(missingBackend(name));
    return diffBackend(record, against, this.#compiled, this.#parts);
  }

  /**
   * A service, method, message or enum as proto source. Methods are written SERVICE/METHOD or SERVICE.METHOD. Looks in
   * the services that are live first, then in the sets of all live backends by name.
   */
  describe(symbol: string): Promise<Description | undefined> {
    return describeSymbol(symbol, this.#methods, this.list(), this.#compiled);
  }

  async close(): Promise<void> {
    await this.#commits.catch(() => undefined);
    await this.#parts.admission.close();
    await this.#parts.store.close();
  }

  async #commit(
    name: string,
    base: BackendRecord | undefined,
    draft: RevisionDraft,
    dryRun: boolean,
  ): Promise<Accepted | Refused | Conflict> {
    const refusal = () => {
      const findings = ownershipFindings(name, draft.services, this.#methods);
      return findings.length > 0 ? refused(findings) : null;
    };
    const next = withRevision(name, base, draft, this.#parts.clock.unixMs());
    const accepted: Accepted = { kind: 'accepted', ...next, changed: true, dryRun };
    if (dryRun) return refusal() ?? accepted;
    const result = await this.#write(next.record, base?.version ?? 0, refusal);
    if (result.kind === 'refused') return result;
    if (result.kind === 'conflict') return this.#lost(name, result.current);
    this.#swap([next.record]);
    return accepted;
  }

  /** Writes what `refusal` has nothing against, by all that the store holds at that moment. */
  async #write<R extends Refused>(
    record: BackendRecord,
    expectedVersion: number,
    refusal: () => R | null,
  ): Promise<Exclude<CommitResult, { kind: 'behind' }> | R> {
    for (let attempt = 0; attempt < COMMIT_ATTEMPTS; attempt++) {
      const no = refusal();
      if (no !== null) return no;
      const result = await this.#parts.store.commit(record, expectedVersion);
      if (result.kind !== 'behind') return result;
    }
    throw new StoreError('unavailable', 'others change the registry all the time; try again');
  }

  /** The store knows better than we do: what won there is what is live. */
  #lost(name: string, current: BackendRecord | null): Conflict {
    if (current !== null && current.version !== this.#records.get(name)?.version) this.#swap([current]);
    return { kind: 'conflict', current };
  }

  #changedElsewhere({ kind, records }: StoreChange): void {
    if (kind === 'replaced') {
      this.#records.clear();
      for (const record of records) this.#records.set(record.name, record);
      this.#goLive(new MethodTable(records));
      return;
    }
    const newer = records.filter(({ name, version }) => version > (this.#records.get(name)?.version ?? 0));
    if (newer.length > 0) this.#swap(newer);
  }

  /** The record that was read last serves on. */
  #isDamaged(record: DamagedRecord): void {
    const servedVersion = this.#records.get(record.name)?.version ?? null;
    this.#parts.report.damaged({ ...record, servedVersion });
  }

  #swap(records: readonly BackendRecord[]): void {
    const changes = records.map((after) => ({ before: this.#records.get(after.name), after }));
    for (const record of records) this.#records.set(record.name, record);
    this.#goLive(MethodTable.after(this.#methods, changes, this.#records.values()));
  }

  #goLive(methods: MethodTable): void {
    this.#methods = methods;
    this.#generation++;
    this.#changedAtUnixMs = this.#parts.clock.unixMs();
    for (const listener of this.#listeners) listener(this.#methods);
  }

  #inRow<T>(run: () => Promise<T>): Promise<T> {
    const turn = this.#commits.then(run, run);
    this.#commits = turn;
    return turn;
  }

  #policy(requested: RequestedPolicy): Policy {
    const maxTimeoutMs = requested.maxTimeoutMs || Math.max(this.#options.defaultMaxTimeoutMs, requested.timeoutMs);
    const timeoutMs = requested.timeoutMs || Math.min(this.#options.defaultTimeoutMs, maxTimeoutMs);
    return { timeoutMs, maxTimeoutMs, compatibility: requested.compatibility, traffic: requested.traffic };
  }
}

/** Each is a change that another process made between our look and our write. */
const COMMIT_ATTEMPTS = 50;

const CAUSES_BY_WEIGHT: readonly RefusalCause[] = ['upload', 'owner', 'live', 'busy'];

function refused(findings: readonly Finding[]): Refused {
  const causes = new Set(findings.map(({ rule }) => causeOf(rule)));
  return { kind: 'refused', cause: CAUSES_BY_WEIGHT.find((cause) => causes.has(cause)) ?? 'upload', findings };
}

function unchanged(record: BackendRecord, revision: Revision, dryRun: boolean): Accepted {
  return { kind: 'accepted', record, revision, changed: false, dryRun };
}

const missingBackend = (name: string): Missing => ({ kind: 'missing', message: `There is no backend ${name}.` });
