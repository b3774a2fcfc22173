import { isLaterLogin, type Login } from './login-order.ts';
import type { Session } from './session.ts';
import type { SessionListener } from './session-context.ts';

const WHY = 'the user has logged in elsewhere';

/**
 * Holds each user to one session: the one that was logged in to last. An older one is told, and its calls are answered,
 * before it ends. The last of the listeners: it ends sessions of which the others must have heard.
 */
export class SingleSession implements SessionListener {
  readonly #newest = new Map<string, Session>();

  sessionCreated(session: Session): void {
    const before = this.#newest.get(session.user);
    // Of two within one millisecond the second is the later one: here it is known which that is.
    if (before !== undefined && before.createdAtUnixMs > session.createdAtUnixMs) {
      session.replace(WHY);
      return;
    }
    this.#newest.set(session.user, session);
    before?.replace(WHY);
  }

  /** The user has this session at another gateway. Returns the one here that is newer; an older one ends. */
  heardOf(user: string, login: Login): Session | null {
    const own = this.#newest.get(user);
    if (own === undefined || own.id === login.id) return null;
    if (isLaterLogin(own, login)) return own;
    own.replace(WHY);
    return null;
  }

  sessionResumed(): void {}
  sessionDetached(): void {}

  sessionClosed(session: Session): void {
    if (this.#newest.get(session.user) === session) this.#newest.delete(session.user);
  }
}
