import type { OpenNotification } from './inbound.ts';

/** The notifications of one session, by seq: the mirror of its calls. */
export class OpenNotifications {
  #seq = 0;
  /** Null until the first that is to be replied to. */
  #open: Map<number, OpenNotification> | null = null;

  /** The seq of one more. `open`, where it is not null, waits for the client's reply. */
  add(open: OpenNotification | null): number {
    const seq = ++this.#seq;
    if (open !== null) {
      this.#open ??= new Map();
      this.#open.set(seq, open);
    }
    return seq;
  }

  /** Who waits for the reply to it, no longer; undefined: nobody does. */
  take(seq: number): OpenNotification | undefined {
    const open = this.#open?.get(seq);
    this.#open?.delete(seq);
    return open;
  }
}
