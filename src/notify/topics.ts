import type { Session } from '../session/index.ts';

/** Which sessions have subscribed to what. */
export class Topics {
  readonly #byTopic = new Map<string, Set<Session>>();
  readonly #bySession = new Map<Session, Set<string>>();

  /** True: it is the first of this gateway that wants the topic. */
  add(session: Session, topic: string): boolean {
    const topics = this.#bySession.get(session) ?? new Set();
    this.#bySession.set(session, topics.add(topic));
    const sessions = this.#byTopic.get(topic);
    if (sessions !== undefined) {
      sessions.add(session);
      return false;
    }
    this.#byTopic.set(topic, new Set([session]));
    return true;
  }

  /** True: it was the last one. */
  remove(session: Session, topic: string): boolean {
    const topics = this.#bySession.get(session);
    if (topics?.delete(topic) !== true) return false;
    if (topics.size === 0) this.#bySession.delete(session);
    const sessions = this.#byTopic.get(topic);
    sessions?.delete(session);
    if (sessions === undefined || sessions.size > 0) return false;
    this.#byTopic.delete(topic);
    return true;
  }

  has(session: Session, topic: string): boolean {
    return this.#bySession.get(session)?.has(topic) ?? false;
  }

  count(session: Session): number {
    return this.#bySession.get(session)?.size ?? 0;
  }

  topicsOf(session: Session): readonly string[] {
    return [...(this.#bySession.get(session) ?? [])];
  }

  sessionsOf(topic: string): ReadonlySet<Session> {
    return this.#byTopic.get(topic) ?? NOBODY;
  }
}

const NOBODY: ReadonlySet<Session> = new Set();
