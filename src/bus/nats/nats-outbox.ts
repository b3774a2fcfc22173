import {
  JetStreamApiError,
  type JetStreamClient,
  type JetStreamManager,
  jetstream,
  jetstreamManager,
  type StreamConfig,
} from '@nats-io/jetstream';
import type { Msg, NatsConnection } from '@nats-io/transport-node';
import type { Clock } from '../../clock/index.ts';
import type { Appended, Outbox, StoredNotification } from '../bus.ts';
import { firstOffset, gapEntry } from '../gap.ts';
import { Mirror } from './mirror.ts';
import { decodeMessage, encodeMessage } from './nats-message.ts';
import type { Subjects } from './subjects.ts';

export interface NatsOutboxOptions {
  readonly maxPerUser: number;
  readonly maxTtlMs: number;
  /** How many servers of a cluster keep what is stored. */
  readonly replicas: number;
}

/** What a stored message says besides its payload. */
interface Head {
  readonly id: string;
  readonly type: string;
  readonly encoding: number;
  readonly replyExpected: boolean;
  readonly route: StoredNotification['route'];
  readonly expiresAtUnixMs: number;
}

/** What gateways tell each other of what is not stored any more. */
interface Removal {
  readonly released: number;
  /** All up to this one. */
  readonly purged: number;
}

interface Api {
  readonly connection: NatsConnection;
  readonly manager: JetStreamManager;
  readonly client: JetStreamClient;
}

const NANOSECONDS = 1_000_000;
const DUPLICATE_WINDOW_MS = 120_000;
const TIMEOUT_MS = 2000;
/** NATS' numbers of its errors: https://github.com/nats-io/nats-server/blob/main/server/errors.json */
const NO_MESSAGE_FOUND = 10_037;
const SEQUENCE_NOT_FOUND = 10_043;
const NO_MESSAGE_TO_DELETE = 10_057;
const SUBJECT_IS_FULL = 10_077;
const STREAM_EXISTS = 10_058;
const ATTEMPTS = 3;
const RETRY_MS = 500;
/** How much of a full user is dropped at once, of ten parts. */
const KEEP_TENTHS = 9;
const SEQUENCE = 'Nats-Sequence';
/** In a cluster, interest in a subject takes its time to spread: what was stored meanwhile is looked for again. */
const SECOND_LOOK_MS = 500;

/**
 * What is kept for users, in a stream of JetStream: "stored" means that NATS has confirmed it. Offsets are the stream's. A
 * gateway mirrors what is stored for the users whose sessions it has; the stream tells it of each message that it stores.
 */
export class NatsOutbox implements Outbox {
  readonly #subjects: Subjects;
  readonly #options: NatsOutboxOptions;
  readonly #clock: Clock;
  readonly #faulted: (cause: unknown) => void;
  readonly #mirrors = new Map<string, Mirror>();
  /** What was let go of, and NATS has not confirmed. */
  readonly #unreleased = new Map<number, string>();
  #listener: (user: string, entry: StoredNotification) => void = () => {};
  #api: Api | null = null;
  #dropped = 0;

  constructor(subjects: Subjects, options: NatsOutboxOptions, clock: Clock, faulted: (cause: unknown) => void) {
    this.#subjects = subjects;
    this.#options = options;
    this.#clock = clock;
    this.#faulted = faulted;
  }

  /** Payloads that are mirrored here, in bytes. */
  get bytes(): number {
    let sum = 0;
    for (const mirror of this.#mirrors.values()) sum += mirror.bytes;
    return sum;
  }

  get dropped(): number {
    return this.#dropped;
  }

  /** Whether something can be stored now. */
  get isUp(): boolean {
    return this.#api !== null;
  }

  onAppend(listener: (user: string, entry: StoredNotification) => void): void {
    this.#listener = listener;
  }

  /** NATS is there, perhaps again: what it stored meanwhile is read. */
  async up(connection: NatsConnection): Promise<void> {
    try {
      const manager = await jetstreamManager(connection, { timeout: TIMEOUT_MS });
      await this.#ensureStream(manager);
      this.#api = { connection, manager, client: jetstream(connection, { timeout: TIMEOUT_MS }) };
    } catch (cause) {
      this.#faulted(cause);
      // A cluster that is coming up has no leader for a while.
      setTimeout(() => {
        if (this.#api === null && !connection.isClosed()) void this.up(connection);
      }, RETRY_MS).unref();
      return;
    }
    for (const [offset, user] of this.#unreleased) this.#delete(user, offset);
    for (const [user, mirror] of this.#mirrors) {
      mirror.loading = null;
      await this.#load(user, mirror);
    }
  }

  down(): void {
    this.#api = null;
  }

  want(user: string, connection: NatsConnection): void {
    if (this.#mirrors.has(user)) return;
    const subscription = connection.subscribe(this.#subjects.live(user), {
      callback: (_error, message) => this.#arrived(user, message),
    });
    this.#mirrors.set(user, new Mirror(subscription));
  }

  unwant(user: string): void {
    this.#mirrors.get(user)?.subscription.unsubscribe();
    this.#mirrors.delete(user);
  }

  async append(user: string, entry: Omit<StoredNotification, 'offset'>): Promise<Appended> {
    const { notification, route, expiresAtUnixMs } = entry;
    const { payload, ...rest } = notification;
    const head: Head = { ...rest, route, expiresAtUnixMs };
    const bytes = encodeMessage(head, payload);
    const subject = this.#subjects.stored(user);
    for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
      const api = this.#api;
      if (api === null) return { kind: 'unavailable', why: 'NATS is not connected' };
      try {
        const { seq } = await api.client.publish(subject, bytes, { msgID: `${user}:${notification.id}` });
        return { kind: 'stored', offset: seq };
      } catch (cause) {
        if (codeOf(cause) !== SUBJECT_IS_FULL) return { kind: 'unavailable', why: whyOf(cause) };
        await this.#makeRoom(user, api).catch(this.#faulted);
      }
    }
    return { kind: 'full', why: 'as much is stored for the user as may be' };
  }

  async read(user: string, offset: number, limit: number): Promise<readonly StoredNotification[]> {
    const mirror = this.#mirrors.get(user);
    if (mirror === undefined) return [];
    await this.#load(user, mirror);
    this.#dropped += mirror.expire(this.#clock.unixMs());
    return mirror.after(offset, limit);
  }

  release(user: string, offset: number): void {
    this.#mirrors.get(user)?.remove(offset);
    this.#unreleased.set(offset, user);
    this.#delete(user, offset);
  }

  close(): void {
    this.#api = null;
    for (const { subscription } of this.#mirrors.values()) subscription.unsubscribe();
    this.#mirrors.clear();
  }

  #delete(user: string, offset: number): void {
    const api = this.#api;
    if (api === null) return;
    // Other gateways that have sessions of the user need not send it any more.
    api.connection.publish(this.#subjects.live(user), encodeMessage({ released: offset, purged: 0 } satisfies Removal));
    api.manager.streams.deleteMessage(this.#subjects.stream, offset, false).then(
      () => this.#unreleased.delete(offset),
      (cause: unknown) => {
        const code = codeOf(cause);
        if (code === NO_MESSAGE_TO_DELETE || code === SEQUENCE_NOT_FOUND) this.#unreleased.delete(offset);
        // Anything else is tried again when NATS is back.
      },
    );
  }

  /** Reads what is stored for a user, once. Where NATS is away it is read when that is back. */
  #load(user: string, mirror: Mirror): Promise<void> {
    const api = this.#api;
    if (mirror.loading !== null) return mirror.loading;
    if (api === null) return Promise.resolve();
    const loading = this.#readAll(user, mirror, api).catch((cause: unknown) => {
      mirror.loading = null;
      this.#faulted(cause);
    });
    mirror.loading = loading;
    if (api.connection.info?.cluster !== undefined) {
      setTimeout(() => {
        if (this.#mirrors.get(user) === mirror) this.#readAll(user, mirror, api).catch(() => {});
      }, SECOND_LOOK_MS).unref();
    }
    return loading;
  }

  async #readAll(user: string, mirror: Mirror, api: Api): Promise<void> {
    let after = 0;
    for (;;) {
      const message = await this.#next(user, after, api);
      if (message === null) return;
      after = message.offset;
      if (this.#unreleased.has(after) || mirror.after(after - 1, 1)[0]?.offset === after) continue;
      mirror.add(message);
      this.#listener(user, message);
    }
  }

  /** The first that is stored for a user behind `offset`, by the leader of the stream; null: there is none. */
  async #next(user: string, offset: number, api: Api): Promise<StoredNotification | null> {
    try {
      const query = { seq: offset + 1, next_by_subj: this.#subjects.stored(user) };
      const message = await api.manager.streams.getMessage(this.#subjects.stream, query);
      return message === null ? null : toEntry(message.seq, message.data);
    } catch (cause) {
      if (codeOf(cause) === NO_MESSAGE_FOUND) return null;
      throw cause;
    }
  }

  #arrived(user: string, message: Msg): void {
    const mirror = this.#mirrors.get(user);
    if (mirror === undefined) return;
    try {
      const sequence = message.headers?.get(SEQUENCE) ?? '';
      if (sequence === '') {
        const { released, purged } = decodeMessage<Removal>(message.data).head;
        mirror.remove(released);
        mirror.removeUpTo(purged);
        return;
      }
      const entry = toEntry(Number(sequence), message.data);
      mirror.add(entry);
      this.#listener(user, entry);
    } catch (cause) {
      this.#faulted(cause);
    }
  }

  /** Drops the oldest of a user, and stores what says so. */
  async #makeRoom(user: string, api: Api): Promise<void> {
    const keep = Math.max(
      0,
      Math.min(this.#options.maxPerUser - 2, Math.floor((this.#options.maxPerUser * KEEP_TENTHS) / 10)),
    );
    let from = Number.POSITIVE_INFINITY;
    let to = 0;
    for (let count = this.#options.maxPerUser - keep; count > 0; count--) {
      const oldest = await this.#next(user, to, api);
      if (oldest === null) break;
      from = Math.min(from, firstOffset(oldest));
      to = oldest.offset;
      this.#dropped++;
    }
    if (to === 0) return;
    const { purged } = await api.manager.streams.purge(this.#subjects.stream, {
      filter: this.#subjects.stored(user),
      seq: to + 1,
    });
    if (purged === 0) return;
    const { notification, route, expiresAtUnixMs } = gapEntry(from, to, this.#clock.unixMs());
    const { payload, ...rest } = notification;
    const head: Head = { ...rest, route, expiresAtUnixMs };
    await api.client.publish(this.#subjects.stored(user), encodeMessage(head, payload), {
      msgID: `${user}:${notification.id}`,
    });
    this.#mirrors.get(user)?.removeUpTo(to);
    api.connection.publish(this.#subjects.live(user), encodeMessage({ released: 0, purged: to } satisfies Removal));
  }

  async #ensureStream(manager: JetStreamManager): Promise<void> {
    const config: Partial<StreamConfig> & { readonly name: string } = {
      name: this.#subjects.stream,
      subjects: [this.#subjects.allStored],
      storage: 'file',
      num_replicas: this.#options.replicas,
      max_msgs_per_subject: this.#options.maxPerUser,
      discard: 'new',
      discard_new_per_subject: true,
      max_age: this.#options.maxTtlMs * NANOSECONDS,
      duplicate_window: DUPLICATE_WINDOW_MS * NANOSECONDS,
      republish: { src: this.#subjects.allStored, dest: this.#subjects.republished },
    };
    try {
      await manager.streams.add(config);
    } catch (cause) {
      if (codeOf(cause) !== STREAM_EXISTS) throw cause;
      await manager.streams.update(this.#subjects.stream, config);
    }
  }
}

function toEntry(offset: number, bytes: Uint8Array): StoredNotification {
  const { head, payload } = decodeMessage<Head>(bytes);
  const { id, type, encoding, replyExpected, route, expiresAtUnixMs } = head;
  return { offset, notification: { id, type, encoding, replyExpected, payload }, route, expiresAtUnixMs };
}

function codeOf(cause: unknown): number {
  return cause instanceof JetStreamApiError ? cause.code : 0;
}

function whyOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : 'NATS did not confirm it';
}
