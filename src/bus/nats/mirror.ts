import type { Subscription } from '@nats-io/transport-node';
import { GAP, type StoredNotification } from '../bus.ts';
import { gapEntry } from '../gap.ts';
import { withOwnPayload } from '../own-payload.ts';

/** What is stored for one user in whom this gateway is interested, as far as it was read. */
export class Mirror {
  readonly subscription: Subscription;
  /** Null: what was read may not be all. */
  loading: Promise<void> | null = null;
  #entries: StoredNotification[] = [];
  /** The last that was ever heard of. */
  #highest = 0;

  constructor(subscription: Subscription) {
    this.subscription = subscription;
  }

  get bytes(): number {
    return this.#entries.reduce((sum, { notification }) => sum + notification.payload.length, 0);
  }

  /** The last that is stored, as far as it was read. */
  get last(): StoredNotification | undefined {
    return this.#entries.at(-1);
  }

  /** Whether `before`, which was stored, was never heard of. */
  hasMissed(before: number): boolean {
    return before > this.#highest;
  }

  /** In its place; one that is there already is left alone. */
  add(entry: StoredNotification): void {
    this.#highest = Math.max(this.#highest, entry.offset);
    const at = this.#entries.findLastIndex(({ offset }) => offset <= entry.offset);
    if (this.#entries[at]?.offset !== entry.offset) this.#entries.splice(at + 1, 0, withOwnPayload(entry));
  }

  remove(offset: number): void {
    const at = this.#entries.findIndex((entry) => entry.offset === offset);
    if (at >= 0) this.#entries.splice(at, 1);
  }

  removeUpTo(offset: number): void {
    this.#entries = this.#entries.filter((entry) => entry.offset > offset);
  }

  /** Puts gaps in the places of those that have outlived their time. Returns how many there were. */
  expire(nowUnixMs: number): number {
    let expired = 0;
    this.#entries = this.#entries.map((entry) => {
      if (entry.expiresAtUnixMs > nowUnixMs || entry.notification.type === GAP) return entry;
      expired++;
      return gapEntry(entry.offset, entry.offset, nowUnixMs);
    });
    return expired;
  }

  after(offset: number, limit: number): readonly StoredNotification[] {
    const start = this.#entries.findIndex((entry) => entry.offset > offset);
    return start < 0 ? [] : this.#entries.slice(start, start + limit);
  }
}
