import type { Session } from './session.ts';
import type { SessionListener } from './session-context.ts';
import type { CloseReason } from './session-state.ts';

/** The sessions of this gateway, by id. It follows them as a listener: who closes a session need not know of it. */
export class SessionTable implements SessionListener {
  readonly #sessions = new Map<string, Session>();
  readonly closedByReason = new Map<CloseReason, number>();
  #created = 0;
  #resumed = 0;

  get size(): number {
    return this.#sessions.size;
  }

  get created(): number {
    return this.#created;
  }

  /** How often a connection took a session over. */
  get resumed(): number {
    return this.#resumed;
  }

  find(id: string): Session | undefined {
    return this.#sessions.get(id);
  }

  all(): IterableIterator<Session> {
    return this.#sessions.values();
  }

  sessionCreated(session: Session): void {
    this.#created++;
    this.#sessions.set(session.id, session);
  }

  sessionResumed(): void {
    this.#resumed++;
  }

  sessionDetached(): void {}

  sessionClosed(session: Session, reason: CloseReason): void {
    this.#sessions.delete(session.id);
    this.closedByReason.set(reason, (this.closedByReason.get(reason) ?? 0) + 1);
  }
}
