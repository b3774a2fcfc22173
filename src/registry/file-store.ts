import type { BackendRecord } from './registration.ts';
import type { CommitResult, Store, StoreContents } from './store.ts';
import { StoreError } from './store-error.ts';

/** A store in a folder. */
export class FileStore implements Store {
  static async open(folder: string): Promise<FileStore> {
    throw new StoreError('unavailable', `not written yet: ${folder}`);
  }
  async load(): Promise<StoreContents> {
    return { records: [], damaged: [] };
  }
  async putDescriptors(_hash: string, _bytes: Uint8Array): Promise<void> {}
  async getDescriptors(hash: string): Promise<Uint8Array> {
    throw new StoreError('missing', hash);
  }
  async commit(_record: BackendRecord, _expectedVersion: number): Promise<CommitResult> {
    return { kind: 'conflict', current: null };
  }
  watch(): void {}
  async close(): Promise<void> {}
}
