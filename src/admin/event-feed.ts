import type { EventMessage } from '../admin-api/index.ts';

/** Where events go. False: no more is taken until `drained` of its watcher is called. */
export type TakeEvent = (event: EventMessage) => boolean;

/** Whom an event is for: who watches this gateway, who watches all of them, or both. */
export type Audience = 'own' | 'cluster' | 'both';

/** What waits for one watcher that does not read. */
const MOST_WAITING = 1000;

/** One who watches. What it does not take waits within a bound; what is beyond it is counted, and told later. */
export class Watcher {
  readonly scope: Exclude<Audience, 'both'>;
  readonly #take: TakeEvent;
  readonly #unixMs: () => number;
  #waiting: EventMessage[] = [];
  #missed = 0;
  #blocked = false;

  constructor(take: TakeEvent, scope: Exclude<Audience, 'both'>, unixMs: () => number) {
    this.scope = scope;
    this.#take = take;
    this.#unixMs = unixMs;
  }

  tell(event: EventMessage): void {
    if (!this.#blocked) this.#blocked = !this.#take(event);
    else if (this.#waiting.length < MOST_WAITING && this.#missed === 0) this.#waiting.push(event);
    else this.#missed++;
  }

  /** It takes events again. */
  drained(): void {
    this.#blocked = false;
    const waiting = this.#waiting;
    this.#waiting = [];
    let told = 0;
    while (!this.#blocked && told < waiting.length) {
      const event = waiting[told++];
      if (event !== undefined) this.#blocked = !this.#take(event);
    }
    this.#waiting = waiting.slice(told);
    if (this.#blocked || this.#missed === 0) return;
    const missed = this.#missed;
    this.#missed = 0;
    this.#blocked = !this.#take({ kind: 'EVENT_KIND_MISSED', atUnixMs: this.#unixMs(), missed });
  }
}

/** Tells events to all who watch. Nothing is kept for who does not watch yet. */
export class EventFeed {
  readonly #unixMs: () => number;
  readonly #watchers = new Set<Watcher>();
  readonly #onFirst = new Set<() => void>();

  constructor(unixMs: () => number) {
    this.#unixMs = unixMs;
  }

  /** Whether anybody watches: who makes events may spare itself the work. */
  get watched(): boolean {
    return this.#watchers.size > 0;
  }

  /** Runs `listener` before the first watcher is there, each time: for who tells changes from what was before. */
  beforeFirst(listener: () => void): void {
    this.#onFirst.add(listener);
  }

  watch(take: TakeEvent, scope: Exclude<Audience, 'both'> = 'own'): Watcher {
    if (this.#watchers.size === 0) for (const listener of this.#onFirst) listener();
    const watcher = new Watcher(take, scope, this.#unixMs);
    this.#watchers.add(watcher);
    watcher.tell({ kind: 'EVENT_KIND_WATCHING', atUnixMs: this.#unixMs() });
    return watcher;
  }

  leave(watcher: Watcher): void {
    this.#watchers.delete(watcher);
  }

  /** It happened now, unless it says otherwise. */
  publish(event: EventMessage, audience: Audience = 'both'): void {
    if (this.#watchers.size === 0) return;
    const dated = { atUnixMs: this.#unixMs(), ...event };
    for (const watcher of this.#watchers) {
      if (audience === 'both' || audience === watcher.scope) watcher.tell(dated);
    }
  }
}
