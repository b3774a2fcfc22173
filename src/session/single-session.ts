import type { Session } from './session.ts';
import type { SessionListener } from './session-context.ts';

/** Holds each user to one session: the newest. The one before is told, and its calls are answered, before it ends. */
export class SingleSession implements SessionListener {
  readonly #newest = new Map<string, Session>();

  sessionCreated(session: Session): void {
    const before = this.#newest.get(session.user);
    this.#newest.set(session.user, session);
    before?.replace('the user has logged in elsewhere');
  }

  sessionResumed(): void {}
  sessionDetached(): void {}

  sessionClosed(session: Session): void {
    if (this.#newest.get(session.user) === session) this.#newest.delete(session.user);
  }
}
