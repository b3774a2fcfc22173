import { CallbackTimer, type Clock, type TimingWheel } from '../clock/index.ts';
import { type Appended, GAP, type Outbox, type StoredNotification } from './bus.ts';
import { entrySize } from './entry-size.ts';
import { firstOffset, gapEntry } from './gap.ts';
import { withOwnPayload } from './own-payload.ts';

export interface OutboxLimits {
  /** What is kept for one user. The oldest goes first. */
  readonly maxPerUser: number;
  readonly maxBytesPerUser: number;
  /** What is kept in all; more is refused. */
  readonly maxBytes: number;
}

const SWEEP_MS = 30_000;

interface Queue {
  entries: StoredNotification[];
  bytes: number;
}

/** Keeps notifications in memory: they outlive a client's connection, but not the process. */
export class LocalOutbox implements Outbox {
  readonly #limits: OutboxLimits;
  readonly #clock: Clock;
  readonly #wheel: TimingWheel;
  readonly #queues = new Map<string, Queue>();
  readonly #sweep = new CallbackTimer(() => this.#sweepAll());
  #listener: (user: string, entry: StoredNotification) => void = () => {};
  #lastOffset = 0;
  #bytes = 0;
  #dropped = 0;

  constructor(limits: OutboxLimits, clock: Clock, wheel: TimingWheel) {
    this.#limits = limits;
    this.#clock = clock;
    this.#wheel = wheel;
  }

  /** What is kept, in bytes. */
  get bytes(): number {
    return this.#bytes;
  }

  /** Notifications that a cap or their time to live has dropped. */
  get dropped(): number {
    return this.#dropped;
  }

  onAppend(listener: (user: string, entry: StoredNotification) => void): void {
    this.#listener = listener;
  }

  append(user: string, draft: Omit<StoredNotification, 'offset'>): Promise<Appended> {
    const entry = { ...withOwnPayload(draft), offset: this.#lastOffset + 1 };
    const bytes = entrySize(entry);
    if (bytes > this.#limits.maxBytesPerUser || this.#bytes + bytes > this.#limits.maxBytes) {
      return Promise.resolve({ kind: 'full', why: 'as much is stored as may be' });
    }
    this.#lastOffset++;
    const queue = this.#queues.get(user) ?? { entries: [], bytes: 0 };
    this.#queues.set(user, queue);
    this.#put(queue, queue.entries.length, entry);
    while (queue.entries.length > this.#limits.maxPerUser || queue.bytes > this.#limits.maxBytesPerUser) {
      // A gap at the front grows by what stands behind it.
      const first = queue.entries[0]?.notification.type === GAP ? 1 : 0;
      if (first >= queue.entries.length - 1) break;
      this.#drop(queue, first);
    }
    if (!this.#sweep.armed) this.#wheel.arm(this.#sweep, SWEEP_MS);
    this.#listener(user, entry);
    return Promise.resolve({ kind: 'stored', offset: entry.offset });
  }

  read(user: string, offset: number, limit: number): Promise<readonly StoredNotification[]> {
    const queue = this.#queues.get(user);
    if (queue === undefined) return Promise.resolve([]);
    this.#expire(queue);
    const start = queue.entries.findIndex((entry) => entry.offset > offset);
    return Promise.resolve(start < 0 ? [] : queue.entries.slice(start, start + limit));
  }

  release(user: string, offset: number): void {
    const queue = this.#queues.get(user);
    const at = queue?.entries.findIndex((entry) => entry.offset === offset) ?? -1;
    if (queue === undefined || at < 0) return;
    this.#take(queue, at);
    if (queue.entries.length === 0) this.#queues.delete(user);
  }

  close(): void {
    this.#wheel.disarm(this.#sweep);
  }

  #put(queue: Queue, at: number, entry: StoredNotification): void {
    queue.entries.splice(at, 0, entry);
    queue.bytes += entrySize(entry);
    this.#bytes += entrySize(entry);
  }

  #take(queue: Queue, at: number): StoredNotification | undefined {
    const entry = queue.entries[at];
    if (entry === undefined) return undefined;
    queue.entries.splice(at, 1);
    queue.bytes -= entrySize(entry);
    this.#bytes -= entrySize(entry);
    return entry;
  }

  /** Puts a gap in the place of an entry; one that stands right before it grows. */
  #drop(queue: Queue, at: number): void {
    const entry = this.#take(queue, at);
    if (entry === undefined) return;
    this.#dropped++;
    const before = queue.entries[at - 1];
    let from = entry.offset;
    let place = at;
    if (before?.notification.type === GAP) {
      from = firstOffset(before);
      this.#take(queue, at - 1);
      place--;
    }
    this.#put(queue, place, gapEntry(from, entry.offset, this.#clock.unixMs()));
  }

  #expire(queue: Queue): void {
    const nowMs = this.#clock.unixMs();
    for (let at = 0; at < queue.entries.length; ) {
      const entry = queue.entries[at];
      if (entry === undefined || entry.expiresAtUnixMs > nowMs) {
        at++;
        continue;
      }
      if (entry.notification.type === GAP) {
        this.#take(queue, at);
        continue;
      }
      const count = queue.entries.length;
      this.#drop(queue, at);
      // Where the gap joined the one before, the next entry has moved here.
      if (queue.entries.length === count) at++;
    }
  }

  #sweepAll(): void {
    for (const [user, queue] of this.#queues) {
      this.#expire(queue);
      if (queue.entries.length === 0) this.#queues.delete(user);
    }
    if (this.#queues.size > 0) this.#wheel.arm(this.#sweep, SWEEP_MS);
  }
}
