import type { Notify } from '../wire/index.ts';
import { decodeJson } from './json-payload.ts';
import { type ReceivedNotification, toNotification } from './notification.ts';
import type { Handle } from './notification-inbox.ts';

interface Waiting {
  readonly notify: Notify;
  readonly done: () => void;
}

/**
 * Notifications in JSON, to be read with `for await`. One counts as handled, and is replied to, when the next is asked for,
 * so that one in whose middle the program ended is sent again.
 */
export class NotificationReader<Payload> implements AsyncIterableIterator<ReceivedNotification<Payload>> {
  readonly #waiting: Waiting[] = [];
  readonly #stop: () => void;
  #wake: () => void = () => {};
  #current: Waiting | undefined;
  #closed = false;

  /** `start` begins to hand notifications to what it is given, and returns what stops that. */
  constructor(start: (handle: Handle) => () => void) {
    this.#stop = start(
      (notify) =>
        new Promise<void>((done) => {
          this.#waiting.push({ notify, done });
          this.#wake();
        }),
    );
  }

  async next(): Promise<IteratorResult<ReceivedNotification<Payload>, undefined>> {
    this.#current?.done();
    this.#current = undefined;
    while (this.#waiting.length === 0 && !this.#closed) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    this.#current = this.#closed ? undefined : this.#waiting.shift();
    if (this.#current === undefined) return { done: true, value: undefined };
    const { notify } = this.#current;
    return { done: false, value: { ...toNotification(notify), payload: decodeJson<Payload>(notify.payload) } };
  }

  /** Stops reading. What was not read is not replied to: it is sent again. */
  return(): Promise<IteratorResult<ReceivedNotification<Payload>, undefined>> {
    this.#closed = true;
    this.#current?.done();
    this.#current = undefined;
    this.#stop();
    this.#wake();
    return Promise.resolve({ done: true, value: undefined });
  }

  [Symbol.asyncIterator](): this {
    return this;
  }
}
