import { LRUCache } from 'lru-cache';
import type { EventFeed, WatchedEvents } from '../admin/index.ts';
import type { EventMessage } from '../admin-api/index.ts';
import type { Bus, EventWatcher, SessionEvent } from '../bus/index.ts';
import type { Clock } from '../clock/index.ts';
import type { OutputGate } from '../listen/index.ts';
import type { CloseReason, MovedSession, Session, SessionListener } from '../session/index.ts';

/** Sessions of which the latest epoch is remembered while somebody watches. A size: with `max` the cache has room for all at once. */
const MAX_SESSIONS = 100_000;

const KINDS = {
  created: 'EVENT_KIND_SESSION_CREATED',
  resumed: 'EVENT_KIND_SESSION_RESUMED',
  detached: 'EVENT_KIND_SESSION_DETACHED',
  closed: 'EVENT_KIND_SESSION_CLOSED',
} as const satisfies Record<SessionEvent['kind'], EventMessage['kind']>;

type Fact = Omit<SessionEvent, 'atUnixMs' | 'gateway'>;

/**
 * The life of sessions, to who watches: those of this gateway, or those of all. Over all gateways a session that moves is
 * resumed, and not closed; and who had it before has nothing to say of it any more.
 */
export class ClusterEvents implements SessionListener, EventWatcher, WatchedEvents {
  readonly #bus: Bus;
  readonly feed: EventFeed;
  readonly #gate: OutputGate;
  readonly #clock: Clock;
  readonly #epochs = new LRUCache<string, number>({ maxSize: MAX_SESSIONS, sizeCalculation: () => 1 });
  #following: Promise<() => void> | null = null;
  #followers = 0;
  /** The name of this gateway: it is known once it listens, and nothing happens before. */
  gateway = '';

  constructor(bus: Bus, feed: EventFeed, gate: OutputGate, clock: Clock) {
    this.#bus = bus;
    this.feed = feed;
    this.#gate = gate;
    this.#clock = clock;
  }

  readonly follow = async (): Promise<() => void> => {
    this.#followers++;
    this.#following ??= this.#bus.watch(this);
    const following = await this.#following;
    let ended = false;
    return () => {
      if (ended) return;
      ended = true;
      this.#followers--;
      if (this.#followers > 0) return;
      this.#following = null;
      this.#epochs.clear();
      following();
    };
  };

  sessionCreated(session: Session): void {
    const { createdAtUnixMs, epoch } = session.birth.times;
    this.#tell(factOf(epoch > createdAtUnixMs ? 'resumed' : 'created', session));
  }

  sessionResumed(session: Session): void {
    this.#tell(factOf('resumed', session));
  }

  sessionDetached(session: Session): void {
    this.#tell(factOf('detached', session));
  }

  sessionClosed(session: Session, reason: CloseReason): void {
    const fact = factOf('closed', session, reason);
    if (reason !== 'moved') this.#tell(fact);
    else if (this.feed.watched) this.feed.publish(this.#messageOf(this.#dated(fact)), 'own');
  }

  /** A session that was given to this gateway is over. */
  dropped(id: string, user: string, { client, times }: MovedSession): void {
    this.#tell({ kind: 'closed', id, user, client, detail: 'left', epoch: times.epoch });
  }

  happened(event: SessionEvent): void {
    if (this.#isCurrent(event)) this.feed.publish(this.#messageOf(event), 'cluster');
  }

  missed(count: number, why: string): void {
    this.feed.publish({ kind: 'EVENT_KIND_MISSED', missed: count, detail: why }, 'cluster');
  }

  #tell(fact: Fact): void {
    if (!this.feed.watched && !this.#bus.watched) return;
    const event = this.#dated(fact);
    this.feed.publish(this.#messageOf(event), 'own');
    // While this gateway does not know what became of its sessions elsewhere, it does not speak of them.
    this.#gate.pass(() => {
      if (!this.#isCurrent(event)) return;
      this.feed.publish(this.#messageOf(event), 'cluster');
      if (this.#bus.watched) this.#bus.tellEvent(event);
    });
  }

  #dated(fact: Fact): SessionEvent {
    return { ...fact, atUnixMs: this.#clock.unixMs(), gateway: this.gateway };
  }

  #isCurrent({ id, epoch }: SessionEvent): boolean {
    if (this.#following === null) return true;
    if (epoch < (this.#epochs.get(id) ?? 0)) return false;
    this.#epochs.set(id, epoch);
    return true;
  }

  #messageOf({ kind, id, user, client, detail, gateway, atUnixMs }: SessionEvent): EventMessage {
    return { kind: KINDS[kind], subject: id, user, client, detail, gateway, atUnixMs };
  }
}

function factOf(kind: Fact['kind'], { id, user, birth }: Session, detail = ''): Fact {
  return { kind, id, user, client: birth.client, detail, epoch: birth.times.epoch };
}
