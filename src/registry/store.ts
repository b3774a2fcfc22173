import type { BackendRecord } from './registration.ts';

/** What became of a compare-and-set. */
export type CommitResult =
  | { readonly kind: 'committed' }
  | { readonly kind: 'conflict'; readonly current: BackendRecord | null };

/**
 * Where registrations are kept. Two implementations: a folder (`FileStore`) and Consul. A store keeps bytes and
 * compares versions; what may be written is the registry's business.
 */
export interface Store {
  /** All records as they stand. Rejects with `StoreError` where what is stored cannot be read. */
  load(): Promise<readonly BackendRecord[]>;
  /** Keeps a descriptor set under its sha256. Writing the same bytes again is free. */
  putDescriptors(hash: string, bytes: Uint8Array): Promise<void>;
  /** The bytes of a descriptor set, checked against `hash`. Rejects with `StoreError` where they are gone or differ. */
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
