import type { Clock } from '../../clock/index.ts';
import {
  type ConsulClient,
  ConsulError,
  type ConsulFault,
  Follower,
  type FollowerOptions,
  type FollowerState,
  type KvEntry,
  type KvOperation,
  READ_NOW,
} from '../../consul/index.ts';
import { descriptorHash } from '../descriptor-hash.ts';
import { findLive } from '../method-table.ts';
import type { BackendRecord } from '../registration.ts';
import type { CommitResult, Store, StoreContents, StoreListener } from '../store.ts';
import { StoreError } from '../store-error.ts';
import { Blobs } from './blobs.ts';
import { type Collected, collectOrphans } from './collect-orphans.ts';
import { DescriptorBlobs } from './descriptor-blobs.ts';
import {
  decodeHead,
  EMPTY_HEAD,
  encodeHead,
  fenced,
  type Head,
  type Position,
  positionOf,
  since,
  withChange,
} from './head.ts';
import { encodePointer, type Pointer } from './pointer.ts';
import { Pointers } from './pointers.ts';
import { asConsul, asStore } from './store-errors.ts';
import { StoreKeys } from './store-keys.ts';

export interface ConsulStoreOptions {
  /** Where the registry stands among the keys, without a slash at either end. */
  readonly prefix: string;
  /** How the head is followed. */
  readonly follower: FollowerOptions;
}

export interface ConsulStoreParts {
  readonly consul: ConsulClient;
  readonly clock: Clock;
  /** From 0 to below 1. */
  readonly random: () => number;
}

/** Each is a change of somebody else that came first. */
const ATTEMPTS = 50;
/** Reads after a write whose answer was lost. */
const VERIFICATIONS = 3;

/** How soon all pointers are read again where some could not be seen. They may be megabytes. */
const READ_AGAIN_MS = 60_000;

/** After these nothing was written, for certain. */
const DECIDED: ReadonlySet<ConsulFault> = new Set(['denied', 'too-large', 'refused']);

const CONSISTENT = { ...READ_NOW, consistency: 'consistent' } as const;

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
  #follower: Follower<KvEntry | null> | null = null;
  #listener: StoreListener | null = null;
  /** Up to where the caller was told; null before the store was read. */
  #position: Position | null = null;
  #confirmedAtMs: number;
  /** When fewer pointers were read than there are; null: all were. */
  #incompleteAtMs: number | null = null;
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
    this.#confirmedAtMs = clock.nowMs();
  }

  load(): Promise<StoreContents> {
    return this.#inRow(async () => {
      const { head } = await this.#readHead();
      const entries = await this.#pointers.list();
      const { records, damaged } = await this.#pointers.records(entries);
      const hidden = this.#hidden(head, entries);
      this.#position = positionOf(head);
      this.#confirmedAtMs = this.#parts.clock.nowMs();
      this.#incompleteAtMs = hidden.length > 0 ? this.#confirmedAtMs : null;
      return { records, damaged: [...damaged, ...hidden] };
    });
  }

  putDescriptors(hash: string, bytes: Uint8Array): Promise<void> {
    return asStore(() => this.#descriptors.put(hash, bytes));
  }

  getDescriptors(hash: string): Promise<Uint8Array> {
    return asStore(() => this.#descriptors.get(hash));
  }

  async commit(record: BackendRecord, expectedVersion: number): Promise<CommitResult> {
    if (this.#position === null) await this.load();
    return this.#inRow(() => this.#commit(record, expectedVersion));
  }

  watch(listener: StoreListener): void {
    this.#listener = listener;
    const { clock, random } = this.#parts;
    this.#follower = new Follower(
      this.#options.follower,
      { clock, random },
      {
        ask: (read) => this.#parts.consul.kvGet(this.#keys.head, read),
        // The position is a part of it: after a commit of our own, what was accepted before is news again.
        contentOf: (entry) => ({
          fingerprint: `${entry === null ? '' : descriptorHash(entry.value)} ${this.#position?.id}`,
          names: new Set(entry === null ? [] : [entry.key]),
        }),
        changed: (entry) => asConsul(() => this.#inRow(() => this.#headChanged(entry))),
        stateChanged: (state) => this.#followerState(state),
      },
    );
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

  async #commit(record: BackendRecord, expectedVersion: number): Promise<CommitResult> {
    const { consul } = this.#parts;
    const key = this.#keys.pointer(record.name);
    let pointer: Pointer | null = null;
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const [{ head, index: headIndex }, { value: entry }] = await Promise.all([
        this.#readHead(),
        consul.kvGet(key, CONSISTENT),
      ]);
      const current = await this.#currentOf(entry);
      if ((current?.version ?? 0) !== expectedVersion) return { kind: 'conflict', current };
      if (await this.#catchUp(head)) return { kind: 'behind' };
      pointer ??= await this.#pointers.prepare(record);
      const value = encodePointer(pointer);
      const next = withChange(head, record.name, record.version, entry === null);
      const live = findLive(record);
      const steps: KvOperation[] = [
        { verb: 'cas', key, value, index: entry?.modifyIndex ?? 0 },
        { verb: 'cas', key: this.#keys.head, value: encodeHead(next), index: headIndex },
        ...(live === undefined ? [] : [{ verb: 'get', key: this.#keys.manifest(live.descriptorHash) } as const]),
      ];
      const result = await consul.txn(steps).catch((error: unknown) => this.#verify(positionOf(next), error));
      if (result.kind === 'done') {
        this.#position = positionOf(next);
        this.#follower?.refresh();
        return { kind: 'committed' };
      }
      if (live !== undefined && result.failed.includes(2)) {
        throw new StoreError('missing', `${this.#keys.manifest(live.descriptorHash)} does not exist`);
      }
    }
    throw new StoreError('unavailable', 'too many write to the registry at once');
  }

  /**
   * The answer to a write was lost. The head tells whether it happened, by the id of its change; where it did not, the
   * head is changed, so that it cannot happen any more.
   */
  async #verify({ id }: Position, lost: unknown): Promise<{ readonly kind: 'done' }> {
    if (!(lost instanceof ConsulError) || DECIDED.has(lost.fault)) throw lost;
    for (let attempt = 0; attempt < VERIFICATIONS; attempt++) {
      try {
        const { head, index } = await this.#readHead();
        if (head.recent.some((change) => change.id === id)) return { kind: 'done' };
        if (await this.#parts.consul.kvPut(this.#keys.head, encodeHead(fenced(head)), index)) {
          throw new StoreError('unavailable', `${lost.message}: nothing was written`, lost);
        }
      } catch (error) {
        if (!(error instanceof ConsulError)) throw error;
      }
    }
    throw new StoreError('unavailable', `${lost.message}: whether it was written is not known; look again`, lost);
  }

  /** A pointer that is damaged holds no version that anybody could expect: it may be written anew. */
  async #currentOf(entry: KvEntry | null): Promise<BackendRecord | null> {
    if (entry === null) return null;
    const parsed = await this.#pointers.record(entry);
    return parsed.kind === 'record' ? parsed.record : null;
  }

  async #headChanged(entry: KvEntry | null): Promise<void> {
    const head = entry === null ? EMPTY_HEAD : decodeHead(entry.value);
    if (head === null) throw new StoreError('damaged', `${this.#keys.head} is no head of a registry`);
    await this.#catchUp(head);
  }

  /**
   * Tells the listener what happened since the position. Whether there was anything. What cannot be seen is no news, and
   * keeps the position where it is: it rejects with `damaged`, and whoever calls tries again.
   */
  async #catchUp(head: Head): Promise<boolean> {
    const past = since(head, this.#position ?? positionOf(EMPTY_HEAD));
    if (past.kind === 'diverged') return this.#settle();
    if (past.kind === 'changes') {
      const entries = await this.#pointers.find(past.names);
      await this.#tell(entries);
      const unseen = past.names.size - entries.length;
      if (unseen > 0) throw new StoreError('damaged', hiddenText(this.#keys.backends, unseen, past.names.size));
      this.#position = positionOf(head);
    }
    const { clock } = this.#parts;
    const isDue = this.#incompleteAtMs !== null && clock.nowMs() - this.#incompleteAtMs >= READ_AGAIN_MS;
    if (past.kind === 'unknown' || isDue) {
      const entries = await this.#pointers.list();
      await this.#tell(entries);
      this.#position = positionOf(head);
      this.#incompleteAtMs = this.#hidden(head, entries).length > 0 ? clock.nowMs() : null;
    }
    if (this.#incompleteAtMs !== null) {
      throw new StoreError(
        'damaged',
        `${this.#keys.backends}: not all pointers are there, or the token may not see them`,
      );
    }
    return past.kind !== 'nothing' || isDue;
  }

  async #tell(entries: readonly KvEntry[]): Promise<void> {
    const { records, damaged } = await this.#pointers.records(entries);
    this.#listener?.changed({ kind: 'changed', records });
    for (const record of damaged) this.#listener?.damaged(record);
  }

  /**
   * The head does not go on from what was told. Either what we saw was old, or the registry was taken back: a consistent
   * read tells. What is gone is believed to be gone only where the head agrees on how many backends there are.
   */
  async #settle(): Promise<boolean> {
    const { head, index } = await this.#readHead();
    const past = since(head, this.#position ?? positionOf(EMPTY_HEAD));
    if (past.kind !== 'diverged') return past.kind === 'nothing' ? false : this.#catchUp(head);
    if (index === 0) throw new StoreError('damaged', `${this.#keys.head} is gone`);
    const entries = await this.#pointers.list();
    const { records, damaged } = await this.#pointers.records(entries);
    const [unseen] = [...damaged, ...this.#hidden(head, entries)];
    if (unseen !== undefined) throw new StoreError('damaged', `the registry was taken back, but ${unseen.detail}`);
    this.#position = positionOf(head);
    this.#incompleteAtMs = null;
    this.#listener?.changed({ kind: 'replaced', records });
    return true;
  }

  #hidden({ backends }: Head, entries: readonly KvEntry[]): StoreContents['damaged'] {
    const unseen = backends - entries.length;
    if (unseen <= 0) return [];
    const name = this.#keys.backends;
    return [{ name, detail: hiddenText(name, unseen, backends), servedVersion: null }];
  }

  async #readHead(): Promise<{ readonly head: Head; readonly index: number }> {
    const { value } = await this.#parts.consul.kvGet(this.#keys.head, CONSISTENT);
    if (value === null) return { head: EMPTY_HEAD, index: 0 };
    const head = decodeHead(value.value);
    if (head === null) throw new StoreError('damaged', `${this.#keys.head} is no head of a registry`);
    return { head, index: value.modifyIndex };
  }

  #followerState(state: FollowerState): void {
    if (state.kind === 'starting') return;
    this.#listener?.stateChanged(state.kind === 'current' ? state : { kind: 'stale', why: state.why });
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

function hiddenText(folder: string, unseen: number, all: number): string {
  return `${folder}: ${unseen} of ${all} pointers are gone, or the token may not see them`;
}
