import type { EventWatcher, SessionEvent } from '../bus.ts';
import { decodeMessage, encodeMessage } from './nats-message.ts';

interface Told {
  readonly from: string;
  /** How many events `from` has told, this one included. */
  readonly count: number;
  readonly event: SessionEvent;
}

/** Session events between gateways. They are told at most once; each is counted, so who watches knows how many did not come. */
export class EventRelay {
  readonly #gateway: string;
  readonly #watchers = new Set<EventWatcher>();
  /** How many events each has told, as far as we know, and its name. */
  readonly #tellers = new Map<string, { readonly count: number; readonly name: string }>();
  #count = 0;

  constructor(gateway: string) {
    this.#gateway = gateway;
  }

  get watching(): boolean {
    return this.#watchers.size > 0;
  }

  /** Counts an event, and writes it. */
  write(event: SessionEvent): Uint8Array {
    return encodeMessage({ from: this.#gateway, count: ++this.#count, event } satisfies Told);
  }

  arrived(bytes: Uint8Array): void {
    const { from, count, event } = decodeMessage<Told>(bytes).head;
    if (from === this.#gateway) return;
    const known = this.#tellers.get(from)?.count ?? count - 1;
    const missed = count - known - 1;
    this.#tellers.set(from, { count, name: event.gateway });
    for (const watcher of this.#watchers) {
      if (missed > 0) watcher.missed(missed, `at ${event.gateway}`);
      watcher.happened(event);
    }
  }

  add(watcher: EventWatcher): void {
    this.#watchers.add(watcher);
  }

  remove(watcher: EventWatcher): void {
    this.#watchers.delete(watcher);
    if (!this.watching) this.#tellers.clear();
  }

  /** What became of its sessions is seen where their clients come back; those that do not are over. */
  gatewayLost(gateway: string): void {
    const name = this.#tellers.get(gateway)?.name ?? 'a gateway';
    this.#tellers.delete(gateway);
    for (const watcher of this.#watchers) watcher.missed(0, `${name} is gone`);
  }

  /** Nothing was heard for a while, and nothing told. */
  wasAway(): void {
    for (const watcher of this.#watchers) watcher.missed(0, 'the bus was away');
  }
}
