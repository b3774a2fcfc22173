import {
  JetStreamApiError,
  type JetStreamClient,
  type JetStreamManager,
  jetstream,
  jetstreamManager,
  type StreamConfig,
} from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/transport-node';
import { LRUCache } from 'lru-cache';
import type { Clock } from '../../clock/index.ts';
import { type Appended, GAP, type StoredNotification } from '../bus.ts';
import { entrySize } from '../entry-size.ts';
import { firstOffset, gapEntry } from '../gap.ts';
import { readStored, type StoredMessage, writeStored } from './stored-message.ts';
import type { Subjects } from './subjects.ts';

export interface NatsStoreOptions {
  /** What is kept for one user. The oldest goes first. */
  readonly maxPerUser: number;
  readonly maxBytesPerUser: number;
  readonly maxTtlMs: number;
  /** How many servers of a cluster keep what is stored. */
  readonly replicas: number;
}

/** What stands last for a user, and the bytes that are stored for it, at most. */
interface Account {
  readonly offset: number;
  readonly total: number;
}

type Draft = Omit<StoredNotification, 'offset'>;

/** What was dropped of a user to make room: all up to `to`. */
export type Dropped = (user: string, to: number, count: number) => void;

const NANOSECONDS = 1_000_000;
const DUPLICATE_WINDOW_MS = 120_000;
const TIMEOUT_MS = 2000;
/** NATS' numbers of its errors: https://github.com/nats-io/nats-server/blob/main/server/errors.json */
const NO_MESSAGE_FOUND = 10_037;
const SEQUENCE_NOT_FOUND = 10_043;
const NO_MESSAGE_TO_DELETE = 10_057;
const STREAM_EXISTS = 10_058;
const ANOTHER_IS_LAST = 10_071;
const SUBJECT_IS_FULL = 10_077;
/** Others may store for the same user at the same time. */
const ATTEMPTS = 20;
/** How much of a full user is kept when the rest is dropped. */
const KEPT_PART = 0.9;
/** What says which offsets are gone. */
const GAP_BYTES = 1000;
const NOTHING: Account = { offset: 0, total: 0 };
const MAX_ACCOUNTS = 10_000;

/**
 * What is stored for users, in a stream of JetStream, within a cap for each in number and in bytes. NATS counts a user's
 * messages; their bytes each message says of itself and those before it, and is only taken behind the message that its writer
 * knew as the last: so the sum is never too small, whoever stores. Where it reaches the cap, what is there is counted.
 */
export class NatsStore {
  readonly connection: NatsConnection;
  readonly #manager: JetStreamManager;
  readonly #client: JetStreamClient;
  readonly #subjects: Subjects;
  readonly #options: NatsStoreOptions;
  readonly #clock: Clock;
  readonly #dropped: Dropped;
  /** As far as this gateway knows: NATS refuses what is wrong. */
  readonly #accounts = new LRUCache<string, Account>({ maxSize: MAX_ACCOUNTS, sizeCalculation: () => 1 });
  /** What this gateway stores for one user it stores one after the other. */
  readonly #turns = new Map<string, Promise<Appended>>();

  private constructor(
    connection: NatsConnection,
    manager: JetStreamManager,
    subjects: Subjects,
    options: NatsStoreOptions,
    clock: Clock,
    dropped: Dropped,
  ) {
    this.connection = connection;
    this.#manager = manager;
    this.#client = jetstream(connection, { timeout: TIMEOUT_MS });
    this.#subjects = subjects;
    this.#options = options;
    this.#clock = clock;
    this.#dropped = dropped;
  }

  /** Rejects where JetStream does not answer. */
  static async open(
    connection: NatsConnection,
    subjects: Subjects,
    options: NatsStoreOptions,
    clock: Clock,
    dropped: Dropped,
  ): Promise<NatsStore> {
    const manager = await jetstreamManager(connection, { timeout: TIMEOUT_MS });
    await ensureStream(manager, subjects, options);
    return new NatsStore(connection, manager, subjects, options, clock, dropped);
  }

  append(user: string, draft: Draft): Promise<Appended> {
    const before = this.#turns.get(user);
    const turn = before === undefined ? this.#append(user, draft) : before.then(() => this.#append(user, draft));
    this.#turns.set(user, turn);
    void turn.then(() => {
      if (this.#turns.get(user) === turn) this.#turns.delete(user);
    });
    return turn;
  }

  /** The first that is stored for a user behind `offset`, by the leader of the stream; null: there is none. */
  async next(user: string, offset: number): Promise<StoredNotification | null> {
    const query = { seq: offset + 1, next_by_subj: this.#subjects.stored(user) };
    return (await this.#get(query))?.entry ?? null;
  }

  /** Whether it is gone for good: let go of now or before. */
  async delete(offset: number): Promise<boolean> {
    try {
      await this.#manager.streams.deleteMessage(this.#subjects.stream, offset, false);
      return true;
    } catch (cause) {
      const code = codeOf(cause);
      return code === NO_MESSAGE_TO_DELETE || code === SEQUENCE_NOT_FOUND;
    }
  }

  /** Never rejects. */
  async #append(user: string, draft: Draft): Promise<Appended> {
    const bytes = entrySize(draft);
    if (bytes > this.#options.maxBytesPerUser) return { kind: 'full', why: 'it alone is more than may be stored' };
    try {
      const offset = await this.#store(user, draft, async (account) =>
        account.total + bytes <= this.#options.maxBytesPerUser ? account : this.#fitBytes(user, bytes),
      );
      return offset === null
        ? { kind: 'full', why: 'as much is stored for the user as may be' }
        : { kind: 'stored', offset };
    } catch (cause) {
      return { kind: 'unavailable', why: cause instanceof Error ? cause.message : 'NATS did not confirm it' };
    }
  }

  /** Stores it behind what stands last. Null: there is no room, or others are always faster. */
  async #store(user: string, draft: Draft, withRoom: (account: Account) => Promise<Account>): Promise<number | null> {
    const msgID = `${user}:${draft.notification.id}`;
    for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
      const account = await withRoom(this.#accounts.get(user) ?? (await this.#last(user)));
      const total = account.total + entrySize(draft);
      const expect = { lastSubjectSequence: account.offset };
      this.#accounts.delete(user);
      try {
        const { seq, duplicate } = await this.#client.publish(this.#subjects.stored(user), writeStored(draft, total), {
          msgID,
          expect,
        });
        if (!duplicate) this.#accounts.set(user, { offset: seq, total });
        return seq;
      } catch (cause) {
        const code = codeOf(cause);
        if (code === SUBJECT_IS_FULL) await this.#fitNumber(user);
        else if (code !== ANOTHER_IS_LAST) throw cause;
      }
    }
    return null;
  }

  async #last(user: string): Promise<Account> {
    const last = await this.#get({ last_by_subj: this.#subjects.stored(user) });
    // What an earlier version stored does not say: it is counted.
    return last === null ? NOTHING : { offset: last.entry.offset, total: last.total ?? Number.POSITIVE_INFINITY };
  }

  async #get(query: Parameters<JetStreamManager['streams']['getMessage']>[1]): Promise<StoredMessage | null> {
    try {
      const message = await this.#manager.streams.getMessage(this.#subjects.stream, query);
      return message === null ? null : readStored(message.seq, message.data);
    } catch (cause) {
      if (codeOf(cause) === NO_MESSAGE_FOUND) return null;
      throw cause;
    }
  }

  /** Counts what is there, and drops the oldest where `bytes` more do not fit. Returns what stands last then. */
  async #fitBytes(user: string, bytes: number): Promise<Account> {
    const { maxBytesPerUser } = this.#options;
    const entries = await this.#oldest(user, Number.POSITIVE_INFINITY);
    const counted = { offset: entries.at(-1)?.offset ?? 0, total: sum(entries) };
    if (counted.total + bytes <= maxBytesPerUser) return counted;
    // With room for what says what is gone.
    const kept = Math.min(maxBytesPerUser * KEPT_PART, maxBytesPerUser - bytes) - GAP_BYTES;
    let count = 0;
    for (let left = counted.total; left > kept && count < entries.length; count++) left -= sizeAt(entries, count);
    await this.#drop(user, entries.slice(0, count), counted);
    return this.#accounts.get(user) ?? (await this.#last(user));
  }

  /** Drops the oldest where there is no room for one more. */
  async #fitNumber(user: string): Promise<void> {
    const { maxPerUser } = this.#options;
    const kept = Math.max(0, Math.min(maxPerUser - 2, Math.floor(maxPerUser * KEPT_PART)));
    await this.#drop(user, await this.#oldest(user, maxPerUser - kept), null);
  }

  async #oldest(user: string, limit: number): Promise<readonly StoredNotification[]> {
    const entries: StoredNotification[] = [];
    for (let after = 0; entries.length < limit; ) {
      const entry = await this.next(user, after);
      if (entry === null) break;
      entries.push(entry);
      after = entry.offset;
    }
    return entries;
  }

  /** Drops `entries`, the oldest, and stores what says so. `counted`: what was there before, where all of it was counted. */
  async #drop(user: string, entries: readonly StoredNotification[], counted: Account | null): Promise<void> {
    const to = entries.at(-1)?.offset ?? 0;
    if (entries.length === 0) return;
    const filter = this.#subjects.stored(user);
    const { purged } = await this.#manager.streams.purge(this.#subjects.stream, { filter, seq: to + 1 });
    // Another gateway was faster, and says so.
    if (purged === 0) return;
    this.#accounts.delete(user);
    const freed = purged === entries.length ? sum(entries) : 0;
    // Gateways that drop at once store what says so in any order: the first of them need not reach back furthest.
    const from = Math.min(...entries.map(firstOffset));
    const gap = gapEntry(from, to, this.#clock.unixMs());
    await this.#store(user, gap, async ({ offset, total }) => {
      const before = offset === counted?.offset ? counted.total : total;
      return { offset, total: Math.max(0, before - freed) };
    });
    this.#dropped(user, to, entries.filter(({ notification }) => notification.type !== GAP).length);
  }
}

function sum(entries: readonly StoredNotification[]): number {
  return entries.reduce((bytes, entry) => bytes + entrySize(entry), 0);
}

function sizeAt(entries: readonly StoredNotification[], at: number): number {
  const entry = entries[at];
  return entry === undefined ? 0 : entrySize(entry);
}

async function ensureStream(
  manager: JetStreamManager,
  subjects: Subjects,
  { replicas, maxPerUser, maxTtlMs }: NatsStoreOptions,
): Promise<void> {
  const config: Partial<StreamConfig> & { readonly name: string } = {
    name: subjects.stream,
    subjects: [subjects.allStored],
    storage: 'file',
    num_replicas: replicas,
    max_msgs_per_subject: maxPerUser,
    discard: 'new',
    discard_new_per_subject: true,
    max_age: maxTtlMs * NANOSECONDS,
    duplicate_window: DUPLICATE_WINDOW_MS * NANOSECONDS,
    republish: { src: subjects.allStored, dest: subjects.republished },
  };
  try {
    await manager.streams.add(config);
  } catch (cause) {
    if (codeOf(cause) !== STREAM_EXISTS) throw cause;
    await manager.streams.update(subjects.stream, config);
  }
}

function codeOf(cause: unknown): number {
  return cause instanceof JetStreamApiError ? cause.code : 0;
}
