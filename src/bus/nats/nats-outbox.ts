import type { Msg, NatsConnection } from '@nats-io/transport-node';
import type { Clock } from '../../clock/index.ts';
import type { Appended, Outbox, StoredNotification } from '../bus.ts';
import { Mirror } from './mirror.ts';
import { decodeMessage, encodeMessage } from './nats-message.ts';
import { NatsStore, type NatsStoreOptions } from './nats-store.ts';
import { readStored } from './stored-message.ts';
import type { Subjects } from './subjects.ts';

/** What gateways tell each other of what is not stored any more. */
interface Removal {
  readonly released: number;
  /** All up to this one. */
  readonly purged: number;
}

const RETRY_MS = 500;
const SEQUENCE = 'Nats-Sequence';
/** The one that was stored for the same user before. */
const LAST_SEQUENCE = 'Nats-Last-Sequence';
/** In a cluster, interest in a subject takes its time to spread: what was stored meanwhile is looked for again. */
const SECOND_LOOK_MS = 500;

/**
 * What is kept for users, in a stream of JetStream: "stored" means that NATS has confirmed it. Offsets are the stream's. A
 * gateway mirrors what is stored for the users whose sessions it has; the stream tells it of each message that it stores.
 * Where it may not have heard of one, nothing is read before all that is stored was looked at again: what is read once in
 * the wrong order cannot be put right.
 */
export class NatsOutbox implements Outbox {
  readonly #subjects: Subjects;
  readonly #options: NatsStoreOptions;
  readonly #clock: Clock;
  readonly #faulted: (cause: unknown) => void;
  readonly #mirrors = new Map<string, Mirror>();
  /** What was let go of, and NATS has not confirmed. */
  readonly #unreleased = new Map<number, string>();
  #listener: (user: string, entry: StoredNotification) => void = () => {};
  #store: NatsStore | null = null;
  #dropped = 0;

  constructor(subjects: Subjects, options: NatsStoreOptions, clock: Clock, faulted: (cause: unknown) => void) {
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
    return this.#store !== null;
  }

  onAppend(listener: (user: string, entry: StoredNotification) => void): void {
    this.#listener = listener;
  }

  /** NATS is there, perhaps again: what it stored meanwhile is read. */
  async up(connection: NatsConnection): Promise<void> {
    try {
      this.#store = await NatsStore.open(connection, this.#subjects, this.#options, this.#clock, (user, to, count) =>
        this.#droppedUpTo(user, to, count),
      );
    } catch (cause) {
      this.#faulted(cause);
      // A cluster that is coming up has no leader for a while.
      setTimeout(() => {
        if (this.#store === null && !connection.isClosed()) void this.up(connection);
      }, RETRY_MS).unref();
      return;
    }
    for (const [offset, user] of this.#unreleased) this.#delete(user, offset);
    for (const [user, mirror] of this.#mirrors) await this.#loadAgain(user, mirror);
  }

  down(): void {
    this.#store = null;
    for (const mirror of this.#mirrors.values()) mirror.loading = null;
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
    return this.#store?.append(user, entry) ?? { kind: 'unavailable', why: 'NATS is not connected' };
  }

  async read(user: string, offset: number, limit: number): Promise<readonly StoredNotification[]> {
    const mirror = this.#mirrors.get(user);
    if (mirror === undefined) return [];
    const loading = this.#load(user, mirror);
    await loading;
    if (mirror.loading !== loading) return mirror.loading === null ? [] : this.read(user, offset, limit);
    this.#dropped += mirror.expire(this.#clock.unixMs());
    return mirror.after(offset, limit);
  }

  release(user: string, offset: number): void {
    this.#mirrors.get(user)?.remove(offset);
    this.#unreleased.set(offset, user);
    this.#delete(user, offset);
  }

  close(): void {
    this.#store = null;
    for (const { subscription } of this.#mirrors.values()) subscription.unsubscribe();
    this.#mirrors.clear();
  }

  #delete(user: string, offset: number): void {
    const store = this.#store;
    if (store === null) return;
    // Other gateways that have sessions of the user need not send it any more.
    this.#tell(user, { released: offset, purged: 0 }, store);
    void store.delete(offset).then((isGone) => {
      // Otherwise it is tried again when NATS is back.
      if (isGone) this.#unreleased.delete(offset);
    });
  }

  #droppedUpTo(user: string, to: number, count: number): void {
    this.#dropped += count;
    this.#mirrors.get(user)?.removeUpTo(to);
    if (this.#store !== null) this.#tell(user, { released: 0, purged: to }, this.#store);
  }

  #tell(user: string, removal: Removal, { connection }: NatsStore): void {
    connection.publish(this.#subjects.live(user), encodeMessage(removal));
  }

  /** Reads what is stored for a user, once. Where NATS is away it is read when that is back. */
  #load(user: string, mirror: Mirror): Promise<void> {
    const store = this.#store;
    if (mirror.loading !== null) return mirror.loading;
    if (store === null) return Promise.resolve();
    const loading = this.#readAll(user, mirror, store).catch((cause: unknown) => {
      // Meanwhile NATS may be away, or back.
      if (mirror.loading !== loading) return;
      mirror.loading = null;
      this.#faulted(cause);
      setTimeout(() => {
        if (this.#mirrors.get(user) === mirror && this.#store === store) void this.#loadAgain(user, mirror);
      }, RETRY_MS).unref();
    });
    mirror.loading = loading;
    if (store.connection.info?.cluster !== undefined) {
      setTimeout(() => {
        if (this.#mirrors.get(user) === mirror) this.#readAll(user, mirror, store).catch(() => {});
      }, SECOND_LOOK_MS).unref();
    }
    return loading;
  }

  /** Who was told that there is nothing, as it was not read, hears of what there is. */
  async #loadAgain(user: string, mirror: Mirror): Promise<void> {
    await this.#load(user, mirror);
    if (mirror.loading !== null && mirror.last !== undefined) this.#listener(user, mirror.last);
  }

  async #readAll(user: string, mirror: Mirror, store: NatsStore): Promise<void> {
    let after = 0;
    for (;;) {
      const message = await store.next(user, after);
      if (message === null) return;
      after = message.offset;
      if (this.#unreleased.has(after) || mirror.after(after - 1, 1)[0]?.offset === after) continue;
      mirror.add(message);
      this.#listener(user, message);
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
      const { entry } = readStored(Number(sequence), message.data);
      if (mirror.hasMissed(Number(message.headers?.get(LAST_SEQUENCE) ?? 0))) mirror.loading = null;
      mirror.add(entry);
      this.#listener(user, entry);
    } catch (cause) {
      this.#faulted(cause);
    }
  }
}
