import { access, mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { descriptorHash } from '../descriptor-hash.ts';
import { findLive } from '../method-table.ts';
import type { BackendRecord } from '../registration.ts';
import type { CommitResult, Store, StoreContents } from '../store.ts';
import { StoreError } from '../store-error.ts';
import { storeError, TEMPORARY, writeDurably } from './durable-file.ts';
import { FolderLock } from './folder-lock.ts';
import { RecordFolder } from './record-folder.ts';

type Lock =
  | { readonly kind: 'held'; readonly lock: FolderLock }
  | { readonly kind: 'not-held' }
  | { readonly kind: 'closed' };

/**
 * A store in a folder of the local disk: `descriptors/SHA256.binpb` and `backends/NAME.VERSION.json`.
 *
 * Every write is durable and atomic: after a crash there is the old or the new content. One process writes; a second one
 * is refused when it opens the folder. A folder that cannot be written to, because it is read-only or the disk is full,
 * is opened all the same and serves what it holds; then each write rejects, and the first that works again goes through.
 */
export class FileStore implements Store {
  readonly #folder: string;
  readonly #records: RecordFolder;
  readonly #versions = new Map<string, BackendRecord>();
  #lock: Lock;
  /** Commits stand in this row: a compare and its set are one step. */
  #row: Promise<unknown> = Promise.resolve();

  private constructor(folder: string, lock: Lock) {
    this.#folder = folder;
    this.#lock = lock;
    this.#records = new RecordFolder(join(folder, 'backends'));
  }

  /** Rejects with `StoreError`: `locked` where another process has the folder open. */
  static async open(folder: string): Promise<FileStore> {
    for (const part of ['descriptors', 'backends']) {
      await mkdir(join(folder, part), { recursive: true, mode: 0o750 }).catch((error: unknown) => {
        throw storeError(error, `${join(folder, part)} could not be made`);
      });
    }
    const lock = await FolderLock.acquire(folder).then(
      (lock): Lock => ({ kind: 'held', lock }),
      (error: unknown): Lock => {
        if (error instanceof StoreError && (error.fault === 'read-only' || error.fault === 'full')) {
          return { kind: 'not-held' };
        }
        throw error;
      },
    );
    if (lock.kind === 'held') await removeTemporaries(folder);
    const store = new FileStore(folder, lock);
    await store.load();
    return store;
  }

  async load(): Promise<StoreContents> {
    const contents = await this.#records.read().catch((error: unknown) => {
      throw storeError(error, `${this.#folder} could not be read`);
    });
    for (const record of contents.records) this.#versions.set(record.name, record);
    return contents;
  }

  async putDescriptors(hash: string, bytes: Uint8Array): Promise<void> {
    const stored = await this.getDescriptors(hash).catch(() => null);
    if (stored !== null) return;
    await this.#holdLock();
    await writeDurably(this.#descriptorPath(hash), bytes);
  }

  async getDescriptors(hash: string): Promise<Uint8Array> {
    const path = this.#descriptorPath(hash);
    const bytes = await readFile(path).catch((error: unknown) => {
      throw storeError(error, `${path} could not be read`);
    });
    if (descriptorHash(bytes) !== hash) throw new StoreError('damaged', `${path} does not have the hash of its name`);
    return bytes;
  }

  commit(record: BackendRecord, expectedVersion: number): Promise<CommitResult> {
    const turn = this.#row.then(() => this.#compareAndSet(record, expectedVersion));
    this.#row = turn.catch(() => undefined);
    return turn;
  }

  /** Nothing to watch: no other process can write. */
  watch(): void {}

  ageMs(): number {
    return 0;
  }

  async close(): Promise<void> {
    await this.#row;
    if (this.#lock.kind === 'held') await this.#lock.lock.release().catch(() => undefined);
    this.#lock = { kind: 'closed' };
  }

  async #compareAndSet(record: BackendRecord, expectedVersion: number): Promise<CommitResult> {
    const current = this.#versions.get(record.name) ?? null;
    if ((current?.version ?? 0) !== expectedVersion) return { kind: 'conflict', current };
    const live = findLive(record);
    if (live !== undefined) await this.#haveDescriptors(live.descriptorHash);
    await this.#holdLock();
    await this.#records.write(record, expectedVersion);
    this.#versions.set(record.name, record);
    return { kind: 'committed' };
  }

  async #holdLock(): Promise<void> {
    if (this.#lock.kind === 'closed') throw new StoreError('unavailable', 'the store is closed');
    if (this.#lock.kind === 'held') await this.#lock.lock.verify();
    else this.#lock = { kind: 'held', lock: await FolderLock.acquire(this.#folder) };
  }

  async #haveDescriptors(hash: string): Promise<void> {
    const path = this.#descriptorPath(hash);
    await access(path).catch((error: unknown) => {
      throw storeError(error, `${path} could not be found`);
    });
  }

  #descriptorPath(hash: string): string {
    if (!/^[0-9a-f]{64}$/.test(hash)) throw new StoreError('damaged', 'a hash is not 64 hexadecimal digits');
    return join(this.#folder, 'descriptors', `${hash}.binpb`);
  }
}

/** What a crash in the middle of a write has left behind. */
async function removeTemporaries(folder: string): Promise<void> {
  for (const part of ['.', 'descriptors', 'backends']) {
    for (const fileName of await readdir(join(folder, part)).catch(() => [])) {
      if (TEMPORARY.test(fileName)) await rm(join(folder, part, fileName), { force: true }).catch(() => undefined);
    }
  }
}
