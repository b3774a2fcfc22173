import type { BackendRecord } from './registration.ts';

/** What became of a compare-and-set. */
export type CommitResult =
  | { readonly kind: 'committed' }
  | { readonly kind: 'conflict'; readonly current: BackendRecord | null };

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

/**
 * Where registrations are kept. Two implementations: a folder (`FileStore`) and Consul. A store keeps bytes and
 * compares versions; what may be written is the registry's business. All of its methods reject with `StoreError`.
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
   * the store as it was otherwise.
   */
  commit(record: BackendRecord, expectedVersion: number): Promise<CommitResult>;
  /** Calls `changed` with each record that another process changed, until `close`. */
  watch(changed: (record: BackendRecord) => void): void;
  close(): Promise<void>;
}
