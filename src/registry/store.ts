import type { BackendRecord } from './registration.ts';

/** What became of a compare-and-set. */
export type CommitResult =
  | { readonly kind: 'committed' }
  /** Another process changed this backend first. */
  | { readonly kind: 'conflict'; readonly current: BackendRecord | null }
  /**
   * Another process changed other backends since the caller was told last. The listener was told of it by now; what was
   * decided by what was known before, such as who owns a service, must be decided anew.
   */
  | { readonly kind: 'behind' };

/** A record that could not be read. It is reported, never skipped in silence, and never keeps the others from serving. */
export interface DamagedRecord {
  /** The backend's name as far as it could be told; else what it is stored as. */
  readonly name: string;
  /** What is wrong, with the place that it is stored at. */
  readonly detail: string;
  /** The version of the last good copy, which serves instead; null where there is none. */
  readonly servedVersion: number | null;
}

export interface StoreContents {
  readonly records: readonly BackendRecord[];
  readonly damaged: readonly DamagedRecord[];
}

/** What another process changed. */
export type StoreChange =
  | { readonly kind: 'changed'; readonly records: readonly BackendRecord[] }
  /** The store was taken back to an earlier state, on purpose: these are all records, whatever was told before. */
  | { readonly kind: 'replaced'; readonly records: readonly BackendRecord[] };

/** Whether the store can be reached. What was told stays true as far as anybody knows. */
export type StoreState = { readonly kind: 'current' } | { readonly kind: 'stale'; readonly why: string };

/** Who is told what happens in a store. None of it may throw. */
export interface StoreListener {
  changed(change: StoreChange): void;
  /** A record that another process wrote cannot be read. The one that was told before serves on. */
  damaged(record: DamagedRecord): void;
  stateChanged(state: StoreState): void;
}

/**
 * Where registrations are kept. Two implementations: a folder (`FileStore`) and Consul (`ConsulStore`). A store keeps
 * bytes and compares versions; what may be written is the registry's business. All of its methods reject with
 * `StoreError`.
 */
export interface Store {
  /** All records as they stand. What is damaged is listed; the last good copy of it is among the records. */
  load(): Promise<StoreContents>;
  /** Keeps a descriptor set under its sha256. Writing the same bytes again is free. */
  putDescriptors(hash: string, bytes: Uint8Array): Promise<void>;
  /** The bytes of a descriptor set, checked against `hash`. Rejects where they are gone or differ. */
  getDescriptors(hash: string): Promise<Uint8Array>;
  /**
   * Writes `record` durably where the stored version of its name is `expectedVersion` (0: there is none), and leaves
   * the store as it was otherwise. Rejects with `missing` where the descriptor set of its live revision is not stored.
   */
  commit(record: BackendRecord, expectedVersion: number): Promise<CommitResult>;
  /** Tells `listener` what other processes change, until `close`: for who has loaded the store. */
  watch(listener: StoreListener): void;
  /** How long ago it was that the store was last known to hold what was told. Milliseconds; 0 where nobody else can write. */
  ageMs(): number;
  close(): Promise<void>;
}
