import { type ConsulClient, type KvEntry, MAX_TXN_OPERATIONS, READ_NOW } from '../../consul/index.ts';
import { descriptorHash } from '../descriptor-hash.ts';
import type { ParsedRecord } from '../record-schema.ts';
import type { BackendRecord } from '../registration.ts';
import type { DamagedRecord, StoreContents } from '../store.ts';
import { StoreError } from '../store-error.ts';
import type { Blobs } from './blobs.ts';
import {
  type ChunkedRecord,
  decodePointer,
  MAX_INLINE_BYTES,
  type Pointer,
  packRecord,
  parseRecordText,
  recordText,
  unpackRecord,
} from './pointer.ts';
import type { StoreKeys } from './store-keys.ts';

/** How many records are unpacked at a time: each takes 64 KiB while it is, and the event loop has its turns in between. */
const BATCH = 32;

/** The pointers of all registrations, read and packed. Its methods reject with `ConsulError` and `StoreError`. */
export class Pointers {
  readonly #consul: ConsulClient;
  readonly #keys: StoreKeys;
  readonly #blobs: Blobs;

  constructor(consul: ConsulClient, keys: StoreKeys, blobs: Blobs) {
    this.#consul = consul;
    this.#keys = keys;
    this.#blobs = blobs;
  }

  /** What the pointer of a record is to hold. What is too large for it is written in chunks first. */
  async prepare(record: BackendRecord): Promise<Pointer> {
    const text = recordText(record);
    const packed = await packRecord(text);
    if (packed.length <= MAX_INLINE_BYTES) return { kind: 'inline', packed };
    const hash = descriptorHash(text);
    const manifest = await this.#blobs.write(this.#keys.record(hash), text);
    return { kind: 'chunked', chunked: { hash, version: record.version, manifest } };
  }

  /** All that the token may see. */
  async list(): Promise<readonly KvEntry[]> {
    return (await this.#consul.kvList(this.#keys.backends, READ_NOW)).value;
  }

  /** The pointers of some backends, as far as they are there and may be seen. */
  async find(names: ReadonlySet<string>): Promise<readonly KvEntry[]> {
    const steps = [...names].map((name) => ({ verb: 'get', key: this.#keys.pointer(name) }) as const);
    const found: KvEntry[] = [];
    for (let from = 0; from < steps.length; from += MAX_TXN_OPERATIONS) {
      const some = steps.slice(from, from + MAX_TXN_OPERATIONS);
      const result = await this.#consul.txn(some);
      if (result.kind === 'done') found.push(...result.entries);
      else found.push(...(await this.#findEach(some.map(({ key }) => key))));
    }
    return found;
  }

  /** One by one: a transaction gives nothing where one of its keys is not there. */
  async #findEach(keys: readonly string[]): Promise<readonly KvEntry[]> {
    const found: KvEntry[] = [];
    for (const key of keys) {
      const { value } = await this.#consul.kvGet(key, READ_NOW);
      if (value !== null) found.push(value);
    }
    return found;
  }

  /** The records that these entries point to. What is damaged is told, with no last good copy. */
  async records(entries: readonly KvEntry[]): Promise<StoreContents> {
    const records: BackendRecord[] = [];
    const damaged: DamagedRecord[] = [];
    for (let from = 0; from < entries.length; from += BATCH) {
      const batch = entries.slice(from, from + BATCH);
      const parsed = await Promise.all(batch.map(async (entry) => [entry, await this.record(entry)] as const));
      for (const [{ key }, result] of parsed) {
        const name = this.#keys.backendOf(key);
        if (result.kind === 'record') records.push(result.record);
        else damaged.push({ name, detail: `${key}: ${result.detail}`, servedVersion: null });
      }
    }
    return { records, damaged };
  }

  async record({ key, value }: KvEntry): Promise<ParsedRecord> {
    const pointer = decodePointer(value);
    if (pointer === null) return { kind: 'damaged', detail: 'it is no pointer' };
    const parsed =
      pointer.kind === 'inline' ? await unpackRecord(pointer.packed) : await this.#chunked(pointer.chunked);
    if (parsed.kind === 'damaged') return parsed;
    const { name } = parsed.record;
    return name === this.#keys.backendOf(key) ? parsed : { kind: 'damaged', detail: `it says ${name}` };
  }

  async #chunked({ hash, manifest }: ChunkedRecord): Promise<ParsedRecord> {
    try {
      return parseRecordText(await this.#blobs.read(this.#keys.record(hash), hash, manifest));
    } catch (error) {
      if (error instanceof StoreError && error.fault === 'damaged') return { kind: 'damaged', detail: error.message };
      throw error;
    }
  }
}
