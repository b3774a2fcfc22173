import type { Reply, Route, StoredNotification } from '../bus/index.ts';
import { CallbackTimer } from '../clock/index.ts';
import type { OpenNotification, Session } from '../session/index.ts';
import { EncodedNotify } from '../wire/index.ts';
import type { NotifyContext } from './notify-context.ts';

/** A stored notification that the client has not replied to. */
interface Delivery {
  readonly entry: StoredNotification;
  /** All under which it was sent: a reply to any of them counts. */
  readonly seqs: number[];
  attempt: number;
  /** Of these, how often no reply came in time. */
  timeouts: number;
  sentAtMs: number;
}

/** Who wants to know what becomes of one stored notification at a session. */
export interface OffsetWatch {
  delivered(): void;
  /** Perhaps from within `watch`. */
  replied(reply: Reply): void;
}

/** Whether a stored notification is for this session now: another of the same user may be the one. */
export type IsDue = (route: Route, session: Session) => boolean | Promise<boolean>;

/** How many are read at once. */
const READ_LIMIT = 100;
/** Replies that are remembered for who asks late. */
const MAX_RECENT = 4;

/**
 * Stored notifications on their way to one session: in order, as many at once as the client leaves without a reply, and
 * again where no reply comes. What the client has replied to is let go of for good.
 */
export class SessionFeed implements OpenNotification {
  readonly session: Session;
  readonly #context: NotifyContext;
  readonly #isDue: IsDue;
  readonly #unacknowledged = new Map<number, Delivery>();
  readonly #bySeq = new Map<number, Delivery>();
  readonly #watches = new Map<number, OffsetWatch[]>();
  readonly #recent = new Map<number, Reply>();
  readonly #retry = new CallbackTimer(() => this.#sendAgain());
  /** How often those were sent that are to be sent again over a new connection. */
  #attempts: ReadonlyMap<number, number> = new Map();
  /** Up to here the client says that it has seen all: perhaps over another gateway. */
  #seenUpTo = 0;
  /** Everything up to here was sent, or was not for this session. */
  #cursor: number;
  /** The first that was for another session of the user. */
  #passedOver = Number.POSITIVE_INFINITY;
  /** How often it was to look again: what was found out before does not count. */
  #looks = 0;
  #unacknowledgedBytes = 0;
  #reading = false;
  #caughtUp: Promise<void> = Promise.resolve();
  /** Something was stored since the last read. */
  #stale = false;
  #waiting = 0;
  #waitingBytes = 0;
  #closed = false;

  constructor(session: Session, cursor: number, context: NotifyContext, isDue: IsDue) {
    this.session = session;
    this.#cursor = cursor;
    this.#context = context;
    this.#isDue = isDue;
  }

  /** Something was stored for the user. */
  appended({ notification }: StoredNotification): void {
    const { limits, counts } = this.#context;
    if (this.#hasRoom) {
      this.#pump();
      return;
    }
    this.#stale = true;
    this.#waiting++;
    this.#waitingBytes += notification.payload.length;
    const tooMuch = this.#waiting > limits.maxWaiting || this.#waitingBytes > limits.maxWaitingBytes;
    // A client that reads and does not reply is left alone: nothing queues up for it.
    if (!tooMuch || this.session.queuedBytes === 0) return;
    counts.slowConsumers++;
    this.session.cut(4402, `${this.#waiting} notifications wait to be read`);
  }

  /** The client is there: at first, or again, and has seen all up to `lastOffset`. */
  start(lastOffset: number): void {
    this.#waiting = 0;
    this.#waitingBytes = 0;
    for (const [offset, delivery] of [...this.#unacknowledged]) {
      if (offset <= lastOffset) this.#acknowledge(delivery);
    }
    this.#seenUpTo = Math.max(this.#seenUpTo, lastOffset);
    // What it has not seen is sent again, in order.
    const first = this.#unacknowledged.keys().next().value;
    if (first !== undefined) this.#cursor = Math.min(this.#cursor, first - 1);
    this.#attempts = new Map([...this.#unacknowledged].map(([offset, { attempt }]) => [offset, attempt]));
    this.#forgetDeliveries();
    this.#pump();
  }

  /** The connection is gone. What was sent may have arrived: only a reply, or the client's return, can say. */
  pause(): void {
    this.#context.wheel.disarm(this.#retry);
  }

  /** Goes back: what was for another session may be for this one now. */
  rewind(offset: number): void {
    this.#cursor = Math.min(this.#cursor, offset - 1);
    this.#pump();
  }

  /** What was not for this session may be now: it was for another of the user, or for a topic. */
  lookAgain(): void {
    this.#looks++;
    if (this.#passedOver === Number.POSITIVE_INFINITY) return;
    const from = this.#passedOver;
    this.#passedOver = Number.POSITIVE_INFINITY;
    this.rewind(from);
  }

  /** Where another session has to begin so that nothing is left out. */
  get firstUnacknowledged(): number {
    return this.#unacknowledged.keys().next().value ?? this.#cursor + 1;
  }

  /** Tells `watch` of one offset, now or later. Returns what stops that. */
  watch(offset: number, watch: OffsetWatch): () => void {
    const watches = this.#watches.get(offset) ?? [];
    watches.push(watch);
    this.#watches.set(offset, watches);
    if (this.#unacknowledged.has(offset)) watch.delivered();
    const reply = this.#recent.get(offset);
    if (reply !== undefined) watch.replied(reply);
    return () => this.#watches.delete(offset);
  }

  close(): void {
    this.#closed = true;
    this.#context.wheel.disarm(this.#retry);
    this.#forgetDeliveries();
    this.#watches.clear();
  }

  replied(seq: number, reply: Reply): void {
    const delivery = this.#bySeq.get(seq);
    if (delivery === undefined) return;
    const { offset } = delivery.entry;
    for (const watch of this.#watches.get(offset) ?? []) watch.replied(reply);
    this.#remember(offset, reply);
    this.#context.counts.replied++;
    this.#acknowledge(delivery);
    this.#pump();
  }

  /** Who waits for a reply may ask for it after it came: the notification took a shorter way than the question. */
  #remember(offset: number, { status, message, payload }: Reply): void {
    this.#recent.set(offset, { status, message, payload: new Uint8Array(payload) });
    for (const oldest of this.#recent.keys()) {
      if (this.#recent.size <= MAX_RECENT) return;
      this.#recent.delete(oldest);
    }
  }

  get #hasRoom(): boolean {
    const { limits } = this.#context;
    return (
      this.session.online &&
      this.#unacknowledged.size < limits.maxUnacknowledged &&
      this.#unacknowledgedBytes < limits.maxUnacknowledgedBytes
    );
  }

  /** Reads on where there is room, one read at a time. */
  #pump(): void {
    this.#stale = true;
    if (this.#reading || this.#closed) return;
    this.#reading = true;
    this.#caughtUp = this.#readAll();
  }

  /** Resolves once what is stored now has been looked at. */
  get caughtUp(): Promise<void> {
    return this.#caughtUp;
  }

  async #readAll(): Promise<void> {
    while (this.#stale && this.#hasRoom && !this.#closed) {
      this.#stale = false;
      const entries = await this.#context.outbox.read(this.session.user, this.#cursor, READ_LIMIT);
      if (this.#closed) break;
      for (const entry of entries) {
        if (!this.#hasRoom) break;
        // Meanwhile the client may have come back, and the cursor have moved.
        if (entry.offset <= this.#cursor) continue;
        const cursor = this.#cursor;
        const looks = this.#looks;
        const verdict = this.#isDue(entry.route, this.session);
        const isDue = verdict instanceof Promise ? await verdict : verdict;
        if (this.#cursor !== cursor || this.#looks !== looks || this.#closed) break;
        this.#cursor = entry.offset;
        if (!isDue) this.#passedOver = Math.min(this.#passedOver, entry.offset);
        if (!isDue || this.#unacknowledged.has(entry.offset)) continue;
        // What is not for all sessions may not have been for this one when its client said how far it had come.
        if (entry.offset > this.#seenUpTo || entry.route.kind !== 'all') this.#deliver(entry);
        else this.#context.outbox.release(this.session.user, entry.offset);
      }
      if (entries.length > 0) this.#stale = true;
    }
    this.#waiting = 0;
    this.#waitingBytes = 0;
    this.#reading = false;
  }

  #deliver(entry: StoredNotification): void {
    const attempt = this.#attempts.get(entry.offset) ?? 0;
    const delivery = { entry, seqs: [], attempt, timeouts: 0, sentAtMs: 0 };
    this.#unacknowledged.set(entry.offset, delivery);
    this.#unacknowledgedBytes += entry.notification.payload.length;
    this.#send(delivery);
    this.#context.counts.delivered++;
    for (const watch of this.#watches.get(entry.offset) ?? []) watch.delivered();
  }

  #send(delivery: Delivery): void {
    const { entry, seqs } = delivery;
    const { wheel, limits, clock } = this.#context;
    delivery.attempt++;
    delivery.sentAtMs = clock.nowMs();
    const encoded = new EncodedNotify({ ...entry.notification, offset: entry.offset, attempt: delivery.attempt });
    const seq = this.session.notify(encoded, this);
    if (seq === 0) return;
    seqs.push(seq);
    this.#bySeq.set(seq, delivery);
    if (!this.#retry.armed) wheel.arm(this.#retry, limits.ackTimeoutMs);
  }

  #sendAgain(): void {
    const { clock, wheel, limits, counts } = this.#context;
    const overdueAtMs = clock.nowMs() - limits.ackTimeoutMs;
    let oldestMs = clock.nowMs();
    for (const delivery of [...this.#unacknowledged.values()]) {
      // What stands before a client that does not read need not be said twice.
      if (delivery.sentAtMs <= overdueAtMs && !this.session.blocked) {
        delivery.timeouts++;
        if (delivery.timeouts >= limits.maxAttempts) {
          this.#giveUp(delivery);
          continue;
        }
        counts.redelivered++;
        this.#send(delivery);
      }
      oldestMs = Math.min(oldestMs, delivery.sentAtMs);
    }
    if (this.#unacknowledged.size === 0 || !this.session.online) return;
    wheel.arm(this.#retry, Math.max(limits.ackTimeoutMs / 10, oldestMs - overdueAtMs));
  }

  #giveUp(delivery: Delivery): void {
    const { counts, gaveUp } = this.#context;
    const { id, type } = delivery.entry.notification;
    counts.dead++;
    gaveUp(this.session.user, id, type);
    this.#acknowledge(delivery);
    this.#pump();
  }

  #acknowledge(delivery: Delivery): void {
    const { offset, notification } = delivery.entry;
    if (!this.#unacknowledged.delete(offset)) return;
    this.#unacknowledgedBytes -= notification.payload.length;
    this.#forgetSeqs(delivery);
    this.#context.outbox.release(this.session.user, offset);
    if (this.#unacknowledged.size === 0) this.#context.wheel.disarm(this.#retry);
  }

  #forgetSeqs({ seqs }: Delivery): void {
    for (const seq of seqs) {
      this.#bySeq.delete(seq);
      this.session.forgetNotification(seq);
    }
  }

  #forgetDeliveries(): void {
    for (const delivery of this.#unacknowledged.values()) this.#forgetSeqs(delivery);
    this.#unacknowledged.clear();
    this.#unacknowledgedBytes = 0;
  }
}
