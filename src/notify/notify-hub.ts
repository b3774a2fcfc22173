import {
  type Bus,
  isEmpty,
  joinReports,
  NotStored,
  type Publication,
  type Report,
  type Route,
  reportOn,
  type StoredNotification,
} from '../bus/index.ts';
import { type CloseReason, newestOf, type Session, type SessionListener } from '../session/index.ts';
import { FanOut } from './fan-out.ts';
import type { NotifyContext } from './notify-context.ts';
import { routeOf } from './route-of.ts';
import { SessionFeed } from './session-feed.ts';
import { awaitStored } from './stored-report.ts';
import { Topics } from './topics.ts';
import { Whereabouts } from './whereabouts.ts';

/** Finds the sessions of this gateway. */
export interface Sessions {
  find(id: string): Session | undefined;
  all(): Iterable<Session>;
}

/** Where notifications and the sessions of this gateway meet: it follows the sessions, and takes what the bus brings. */
export class NotifyHub implements SessionListener {
  readonly topics = new Topics();
  readonly #bus: Bus;
  readonly #sessions: Sessions;
  readonly #context: NotifyContext;
  /** The sessions of each user, the oldest first. */
  readonly #byUser = new Map<string, Session[]>();
  readonly #whereabouts: Whereabouts;
  readonly #feeds = new Map<Session, SessionFeed>();

  constructor(bus: Bus, sessions: Sessions, context: NotifyContext) {
    this.#bus = bus;
    this.#whereabouts = new Whereabouts(bus);
    this.#sessions = sessions;
    this.#context = context;
  }

  sessionCreated(session: Session, lastOffset: number): void {
    const { id, user } = session;
    const others = this.#byUser.get(user);
    if (others === undefined) {
      this.#byUser.set(user, [session]);
      this.#bus.want({ kind: 'user', user });
    } else others.push(session);
    this.#bus.want({ kind: 'session', id });
    void this.#lookForStored(session, lastOffset);
  }

  sessionResumed(session: Session, lastOffset: number): void {
    const feed = this.#feeds.get(session);
    if (feed === undefined) void this.#lookForStored(session, lastOffset);
    else feed.start(lastOffset);
  }

  sessionDetached(session: Session): void {
    this.#feeds.get(session)?.pause();
  }

  sessionClosed(session: Session, reason: CloseReason): void {
    const { id, user } = session;
    const left = (this.#byUser.get(user) ?? []).filter((other) => other !== session);
    if (left.length > 0) this.#byUser.set(user, left);
    else {
      this.#byUser.delete(user);
      this.#bus.unwant({ kind: 'user', user });
    }
    this.#bus.unwant({ kind: 'session', id });
    for (const topic of this.topics.topicsOf(session)) this.unsubscribe(session, topic);
    const feed = this.#feeds.get(session);
    if (feed === undefined) return;
    this.#feeds.delete(session);
    // What was for this session alone is for the others of its user now.
    for (const other of left) this.#feedOf(other).rewind(feed.firstUnacknowledged);
    feed.close();
    if (reason !== 'moved') this.#bus.tell({ kind: 'left', user });
  }

  /** The newest session of a user at this gateway. */
  newestOf(user: string): Session | undefined {
    return newestOf(this.#byUser.get(user) ?? []);
  }

  /** A session of the user at another gateway has ended: what was for it alone may be for one here. */
  sessionLeftElsewhere(user: string): void {
    this.#whereabouts.changed();
    for (const session of this.#byUser.get(user) ?? []) this.#feeds.get(session)?.lookAgain();
  }

  /** Any session at another gateway may have ended. */
  gatewaysChanged(): void {
    this.#whereabouts.changed();
    for (const feed of this.#feeds.values()) feed.lookAgain();
  }

  subscribe(session: Session, topic: string): void {
    if (this.topics.add(session, topic)) this.#bus.want({ kind: 'topic', topic });
    // Something may be stored that another session of the user had subscribed to.
    this.#feeds.get(session)?.lookAgain();
  }

  unsubscribe(session: Session, topic: string): void {
    if (this.topics.remove(session, topic)) this.#bus.unwant({ kind: 'topic', topic });
  }

  take(publication: Publication): Promise<Report> {
    return publication.stored === null ? this.#takeOnce(publication) : this.#takeStored(publication);
  }

  appended(user: string, entry: StoredNotification): void {
    for (const session of this.#byUser.get(user) ?? []) this.#feedOf(session).appended(entry);
  }

  #takeOnce({ notification, target, waitMs }: Publication): Promise<Report> {
    const sessions = this.#sessionsFor(target);
    return new FanOut(notification, this.#context).send(sessions, waitMs);
  }

  /** Stores it for each user whose session it is for, and says what becomes of it there. */
  async #takeStored(publication: Publication): Promise<Report> {
    const { target, stored, notification, waitMs } = publication;
    if (stored === null) return joinReports([]);
    const route = routeOf(target);
    const users = new Set(this.#sessionsFor(target).map(({ user }) => user));
    const { offset } = stored;
    if (offset !== null) {
      return joinReports(await Promise.all([...users].map((user) => this.#reportStored(user, route, offset, waitMs))));
    }
    const reports = await Promise.all(
      [...users].map(async (user) => {
        const draft = { notification, route, expiresAtUnixMs: stored.expiresAtUnixMs };
        const appended = await this.#context.outbox.append(user, draft);
        if (appended.kind !== 'stored') throw new NotStored(appended.kind, appended.why);
        const report = await this.#reportStored(user, route, appended.offset, waitMs);
        return isEmpty(report) ? reportOn('stored', { user, offset: appended.offset }) : report;
      }),
    );
    return joinReports(reports);
  }

  #reportStored(user: string, route: Route, offset: number, waitMs: number): Promise<Report> {
    const feeds = (this.#byUser.get(user) ?? [])
      .filter((session) => session.online && this.#isDueHere(route, session))
      .map((session) => this.#feedOf(session));
    return awaitStored(feeds, offset, waitMs, this.#context);
  }

  #sessionsFor(target: Publication['target']): readonly Session[] {
    switch (target.kind) {
      case 'session': {
        const session = this.#sessions.find(target.id);
        return session === undefined ? [] : [session];
      }
      case 'user': {
        if (!target.newest) return this.#byUser.get(target.user) ?? [];
        const newest = this.newestOf(target.user);
        return newest === undefined ? [] : [newest];
      }
      case 'topic':
        return [...this.topics.sessionsOf(target.topic)];
      case 'everyone':
        return [...this.#sessions.all()];
    }
  }

  /** As far as the sessions of this gateway say. */
  #isDueHere(route: Route, session: Session): boolean {
    switch (route.kind) {
      case 'all':
        return true;
      case 'newest':
        return this.newestOf(session.user) === session;
      case 'session':
        return route.id === session.id || this.#sessions.find(route.id) === undefined;
      case 'topic':
        return this.topics.has(session, route.topic);
    }
  }

  /** Whether what has this route is for `session` now: another of its user, here or elsewhere, may be the one. */
  #isDue(route: Route, session: Session): boolean | Promise<boolean> {
    if (!this.#isDueHere(route, session)) return false;
    if (route.kind !== 'newest' && (route.kind !== 'session' || route.id === session.id)) return true;
    // Who cannot be asked may have it: it is looked at again once the bus is there.
    if (!this.#bus.isUp) return false;
    if (route.kind === 'newest') {
      return this.#whereabouts.of(session.user, '').then((all) => newestOf(all)?.id === session.id);
    }
    return this.#whereabouts.of(session.user, route.id).then((all) => all.every(({ id }) => id !== route.id));
  }

  #feedOf(session: Session): SessionFeed {
    const known = this.#feeds.get(session);
    if (known !== undefined) return known;
    const feed = new SessionFeed(session, 0, this.#context, (route, of) => this.#isDue(route, of));
    this.#feeds.set(session, feed);
    return feed;
  }

  /** Most sessions have nothing stored for them: those get no feed. */
  async #lookForStored(session: Session, lastOffset: number): Promise<void> {
    const [first] = await this.#context.outbox.read(session.user, 0, 1);
    if (first !== undefined && session.state.kind !== 'closed') this.#feedOf(session).start(lastOffset);
  }
}
