import { NO_BYTES, STATUS } from '../status/index.ts';
import { ENCODING, type Notify, type NotifyReply } from '../wire/index.ts';
import type { ArrivedNotification } from './notification.ts';

/** Takes one, and gives the reply, or a promise of it. */
export type Handle = (notify: Notify) => unknown;

/** What became of a notification that was seen. */
interface Seen {
  /** Null: the handler has not finished. */
  reply: NotifyReply | null;
  /** Where the reply goes: to the last of the frames that brought it. */
  last: ArrivedNotification;
}

/** Ids that are remembered, so that what arrives twice is handled once. */
const MAX_SEEN = 2000;
/** Notifications that wait for a handler, or a reader. */
const MAX_WAITING = 1000;
const DONE: NotifyReply = { status: STATUS.OK, message: '', payload: NO_BYTES };
/** What the gateway itself says, such as that there is a gap: a program need not listen. */
const OWN_TYPES = 'trunkline.';
const MAX_MESSAGE_LENGTH = 1000;

/**
 * Notifications from their arrival to their reply. Each is handled once, however often it arrives. A stored one that has
 * no handler yet waits for one, and is not replied to before: so nothing is lost while a program starts.
 */
export class NotificationInbox {
  readonly #handlers = new Map<string, Handle>();
  readonly #seen = new Map<string, Seen>();
  readonly #waiting: ArrivedNotification[] = [];
  /** Stored notifications that arrived and were not replied to. */
  readonly #open = new Set<number>();
  #highest = 0;

  /** Up to here everything that was stored was handled: what Resume acknowledges. */
  get lastOffset(): number {
    let lowest = Number.POSITIVE_INFINITY;
    for (const offset of this.#open) lowest = Math.min(lowest, offset);
    return Math.min(this.#highest, lowest - 1);
  }

  /** A new session counts anew. What was seen stays seen. */
  reset(): void {
    this.#highest = 0;
    this.#open.clear();
  }

  arrived(arrived: ArrivedNotification): void {
    const { id, offset, type } = arrived.notify;
    const seen = this.#seen.get(id);
    if (offset > 0) {
      this.#highest = Math.max(this.#highest, offset);
      if (seen?.reply !== null) this.#open.add(offset);
    }
    if (seen !== undefined) {
      seen.last = arrived;
      if (seen.reply !== null) this.#reply(arrived, seen.reply);
      return;
    }
    const handler = this.#handlers.get(type) ?? this.#handlers.get(ANY);
    if (handler !== undefined) this.#handle(arrived, handler);
    else if (type.startsWith(OWN_TYPES)) this.#reply(arrived, DONE);
    else if (offset > 0) this.#keep(arrived);
    else this.#reply(arrived, { ...DONE, status: STATUS.UNIMPLEMENTED, message: `no handler for ${type}` });
  }

  /** Sets the handler of a type. What waits for one goes to it. */
  handle(type: string, handler: Handle): void {
    this.#handlers.set(type, handler);
    for (const arrived of this.#waiting.splice(0)) {
      const fits = type === ANY || arrived.notify.type === type;
      if (fits) this.#handle(arrived, handler);
      else this.#waiting.push(arrived);
    }
  }

  /** Removes the handler of a type, where it is this one. */
  remove(type: string, handler: Handle): void {
    if (this.#handlers.get(type) === handler) this.#handlers.delete(type);
  }

  /** Is sent again later, if it is not kept here. */
  #keep(arrived: ArrivedNotification): void {
    const { id, offset } = arrived.notify;
    const at = this.#waiting.findIndex((waiting) => waiting.notify.id === id);
    if (at >= 0) this.#waiting[at] = arrived;
    else if (this.#waiting.length < MAX_WAITING) this.#waiting.push(arrived);
    this.#open.add(offset);
  }

  #handle(arrived: ArrivedNotification, handler: Handle): void {
    const { id, encoding } = arrived.notify;
    const seen: Seen = { reply: null, last: arrived };
    this.#remember(id, seen);
    run(handler, arrived.notify).then(
      (value) => this.#finish(seen, replyOf(value, encoding)),
      (cause: unknown) => this.#finish(seen, failedReply(cause)),
    );
  }

  #finish(seen: Seen, reply: NotifyReply): void {
    seen.reply = reply;
    this.#reply(seen.last, reply);
  }

  #reply({ seq, notify, send }: ArrivedNotification, reply: NotifyReply): void {
    this.#open.delete(notify.offset);
    if (notify.offset > 0 || notify.replyExpected) send(seq, reply);
  }

  #remember(id: string, seen: Seen): void {
    this.#seen.set(id, seen);
    for (const [oldest, { reply }] of this.#seen) {
      if (this.#seen.size <= MAX_SEEN) return;
      // What is being handled must not be handled twice.
      if (reply !== null) this.#seen.delete(oldest);
    }
  }
}

/** The type of a handler that takes what no other does. */
const ANY = '*';

async function run(handle: Handle, notify: Notify): Promise<unknown> {
  return await handle(notify);
}

function replyOf(value: unknown, encoding: number): NotifyReply {
  if (value === undefined) return DONE;
  if (value instanceof Uint8Array) return { ...DONE, payload: value };
  if (encoding !== ENCODING.JSON) return failedReply(new TypeError('a reply to bytes must be bytes'));
  try {
    return { ...DONE, payload: new TextEncoder().encode(JSON.stringify(value)) };
  } catch (cause) {
    return failedReply(cause);
  }
}

function failedReply(cause: unknown): NotifyReply {
  const message = cause instanceof Error ? cause.message : String(cause);
  return { ...DONE, status: STATUS.UNKNOWN, message: message.slice(0, MAX_MESSAGE_LENGTH) };
}
