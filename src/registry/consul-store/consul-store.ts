import type { Clock } from '../../clock/index.ts';
import {
  type ConsulClient,
  Follower,
  type FollowerOptions,
  type FollowerState,
  type KvEntry,
  type KvOperation,
  type Outage,
} from '../../consul/index.ts';
import { descriptorHash } from '../descriptor-hash.ts';
import { findLive } from '../method-table.ts';
import type { BackendRecord } from '../registration.ts';
import type { CommitResult, Store, StoreContents, StoreListener } from '../store.ts';
import { StoreError } from '../store-error.ts';
import { Blobs } from './blobs.ts';
import { type Collected, collectOrphans } from './collect-orphans.ts';
import { DescriptorBlobs } from './descriptor-blobs.ts';
import { encodeHead, positionOf, withChange } from './head.ts';
import { CONSISTENT, HeadKey } from './head-key.ts';
import { encodePointer, type Pointer } from './pointer.ts';
import { Pointers } from './pointers.ts';
import { asConsul, asStore } from './store-errors.ts';
import { StoreKeys } from './store-keys.ts';
import { ToldHistory } from './told-history.ts';

export interface ConsulStoreOptions {
  /** Where the registry stands among the keys, without a slash at either end. */
  readonly prefix: string;
  /** How the head is followed. */
  readonly follower: FollowerOptions;
}

export interface ConsulStoreParts {
  readonly consul: ConsulClient;
  readonly clock: Clock;
  readonly outage: Outage;
  /** From 0 to below 1. */
  readonly random: () => number;
}

/** Each is a change of somebody else that came first. */
const ATTEMPTS = 50;

/**
 * A store in Consul, for any number of gateways and of teams that write to it.
 *
 * A change is one transaction: the pointer of its backend, the head that tells of it, and that the descriptor set is
 * there. So nothing is half visible whenever a writer dies, and of changes at the same instant the first one wins: the
 * others are `behind` or in `conflict`, whichever backend they are of. Who follows the head reads the pointers that it
 * names, and never a prefix but at the start, after a long absence, and after Consul was restored.
 */
export class ConsulStore implements Store {
  readonly #options: ConsulStoreOptions;
  readonly #parts: ConsulStoreParts;
  readonly #keys: StoreKeys;
  readonly #pointers: Pointers;
  readonly #descriptors: DescriptorBlobs;
  readonly #head: HeadKey;
  readonly #told: ToldHistory;
  #follower: Follower<KvEntry | null> | null = null;
  #confirmedAtMs: number;
  #closed = false;
  /** What changes the position stands in this row. */
  #row: Promise<unknown> = Promise.resolve();

  constructor(options: ConsulStoreOptions, parts: ConsulStoreParts) {
    const { consul, clock } = parts;
    this.#options = options;
    this.#parts = parts;
    this.#keys = new StoreKeys(options.prefix);
    const blobs = new Blobs(consul, clock);
    this.#pointers = new Pointers(consul, this.#keys, blobs);
    this.#descriptors = new DescriptorBlobs(consul, this.#keys, blobs, clock);
    this.#head = new HeadKey(consul, this.#keys.head);
    this.#told = new ToldHistory(this.#head, this.#pointers, this.#keys.backends, clock);
    this.#confirmedAtMs = clock.nowMs();
  }

  load(): Promise<StoreContents> {
    return this.#inRow(async () => {
      const contents = await this.#told.readAll();
      this.#confirmedAtMs = this.#parts.clock.nowMs();
      return contents;
    });
  }

  putDescriptors(hash: string, bytes: Uint8Array): Promise<void> {
    return asStore(() => this.#descriptors.put(hash, bytes));
  }

  getDescriptors(hash: string): Promise<Uint8Array> {
    return asStore(() => this.#descriptors.get(hash));
  }

  async commit(record: BackendRecord, expectedVersion: number): Promise<CommitResult> {
    // What the caller has decided, it has decided by now: what it is told while this waits in the row comes too late.
    const { tellings } = this.#told;
    if (this.#told.position === null) await this.load();
    return this.#inRow(() => this.#commit(record, expectedVersion, tellings));
  }

  watch(listener: StoreListener): void {
    this.#told.tellTo(listener);
    this.#follower = new Follower(this.#options.follower, this.#parts, {
      ask: (read) => this.#parts.consul.kvGet(this.#head.key, read),
      // The position is a part of it: after a commit of our own, what was accepted before is news again.
      contentOf: (entry) => ({
        fingerprint: `${entry === null ? '' : descriptorHash(entry.value)} ${this.#told.position?.id}`,
        names: new Set(entry === null ? [] : [entry.key]),
      }),
      changed: (entry) => asConsul(() => this.#inRow(() => this.#headChanged(entry?.value ?? null))),
      stateChanged: (state) => tellState(listener, state),
    });
    this.#follower.start();
  }

  ageMs(): number {
    const confirmedAtMs = Math.max(this.#confirmedAtMs, this.#follower?.confirmedAtMs ?? 0);
    return this.#parts.clock.nowMs() - confirmedAtMs;
  }

  /** Deletes what no revision points to and what is older than the grace: see `collectOrphans`. */
  collect(graceMs: number): Promise<Collected> {
    const { consul, clock } = this.#parts;
    return asStore(() => collectOrphans({ consul, clock, keys: this.#keys, pointers: this.#pointers }, graceMs));
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#follower?.close();
    await this.#row;
    this.#parts.consul.close();
  }

  async #commit(record: BackendRecord, expectedVersion: number, tellings: number): Promise<CommitResult> {
    const { consul } = this.#parts;
    const key = this.#keys.pointer(record.name);
    let pointer: Pointer | null = null;
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const [{ head, index: headIndex }, { value: entry }] = await Promise.all([
        this.#head.read(),
        consul.kvGet(key, CONSISTENT),
      ]);
      const current = await this.#currentOf(entry);
      if ((current?.version ?? 0) !== expectedVersion) return { kind: 'conflict', current };
      if ((await this.#told.catchUp(head)) || this.#told.tellings !== tellings) return { kind: 'behind' };
      pointer ??= await this.#pointers.prepare(record);
      const value = encodePointer(pointer);
      const next = withChange(head, record.name, record.version, entry === null);
      const live = findLive(record);
      const steps: KvOperation[] = [
        { verb: 'cas', key, value, index: entry?.modifyIndex ?? 0 },
        { verb: 'cas', key: this.#head.key, value: encodeHead(next), index: headIndex },
        ...(live === undefined ? [] : [{ verb: 'get', key: this.#keys.manifest(live.descriptorHash) } as const]),
      ];
      const result = await consul.txn(steps).catch((error: unknown) => this.#head.verify(positionOf(next), error));
      if (result.kind === 'done') {
        this.#told.advance(positionOf(next));
        this.#follower?.refresh();
        return { kind: 'committed' };
      }
      if (live !== undefined && result.failed.includes(2)) {
        throw new StoreError('missing', `${this.#keys.manifest(live.descriptorHash)} does not exist`);
      }
    }
    throw new StoreError('unavailable', 'too many write to the registry at once');
  }

  /** A pointer that is damaged holds no version that anybody could expect: it may be written anew. */
  async #currentOf(entry: KvEntry | null): Promise<BackendRecord | null> {
    if (entry === null) return null;
    const parsed = await this.#pointers.record(entry);
    return parsed.kind === 'record' ? parsed.record : null;
  }

  async #headChanged(bytes: Uint8Array | null): Promise<void> {
    await this.#told.catchUp(this.#head.parse(bytes));
  }

  #inRow<T>(run: () => Promise<T>): Promise<T> {
    const turn = this.#row.then(() => {
      if (this.#closed) throw new StoreError('unavailable', 'the store is closed');
      return asStore(run);
    });
    this.#row = turn.catch(() => undefined);
    return turn;
  }
}

function tellState(listener: StoreListener, state: FollowerState): void {
  if (state.kind === 'starting') return;
  listener.stateChanged(state.kind === 'current' ? state : { kind: 'stale', why: state.why });
}
