import type { BackOff } from './back-off.ts';
import type { Connection, ConnectionOwner } from './connection.ts';
import { brokenConnection, type ConnectionError, leavingConnection } from './connection-error.ts';
import { giveUp, type LostSession } from './lost-session.ts';
import type { ArrivedNotification } from './notification.ts';
import type { SessionInfo } from './session-info.ts';
import type { StopTimer, Timers } from './timers.ts';

export interface LinkOptions {
  readonly timers: Timers;
  /** Null: a lost connection is the end. */
  readonly backOff: BackOff | null;
  /** A connection must have lived this long before the back-off starts anew, in milliseconds. */
  readonly stableAfterMs: number;
  /** Opens a connection with a token, which comes back to the session that was lost. */
  readonly dial: (token: string, owner: ConnectionOwner, lost: LostSession | null) => Connection;
  /** The token for the next connection. */
  readonly token: () => string | Promise<string>;
}

/** Who uses a link. */
export interface LinkUser {
  up(session: SessionInfo): void;
  /** Calls may be opened. */
  roomMade(): void;
  notified(arrived: ArrivedNotification): void;
  down(error: ConnectionError, attempt: number, delayMs: number): void;
  /** For good: every connection is over, and none will be made. Once, and last. */
  over(error: ConnectionError): void;
}

type State =
  | { readonly kind: 'pausing'; readonly stop: StopTimer }
  | { readonly kind: 'dialling'; readonly connection: Connection | null }
  | { readonly kind: 'up'; readonly connection: Connection; readonly sinceMs: number; readonly isLast: boolean }
  | { readonly kind: 'over'; readonly error: ConnectionError };

/**
 * Keeps one connection up: dials, and dials again after a pause when it is lost or the gateway drains. A draining
 * connection finishes its calls beside the new one.
 */
export class Link implements ConnectionOwner {
  readonly #options: LinkOptions;
  readonly #user: LinkUser;
  readonly #connections = new Set<Connection>();
  #state: State = { kind: 'dialling', connection: null };
  #wasUp = false;
  /** The session to come back to, within its window. */
  #lost: { readonly session: LostSession; readonly stop: StopTimer } | null = null;

  constructor(options: LinkOptions, user: LinkUser) {
    this.#options = options;
    this.#user = user;
  }

  /** The connection on which a call may be opened now. */
  findRoom(): Connection | null {
    return this.#state.kind === 'up' && this.#state.connection.hasRoom ? this.#state.connection : null;
  }

  get isUp(): boolean {
    return this.#state.kind === 'up';
  }

  /** Dials for the first time. A first connection that fails is the end: whoever connects wants to know. */
  start(): void {
    this.#dial();
  }

  /** Dials no more. The connections there are go on. */
  settle(): void {
    if (this.#state.kind === 'over') return;
    if (this.#state.kind === 'up') {
      this.#state = { ...this.#state, isLast: true };
      return;
    }
    if (this.#state.kind === 'pausing') this.#state.stop();
    const dialled = this.#state.kind === 'dialling' ? this.#state.connection : null;
    this.#state = { kind: 'over', error: leavingConnection() };
    this.#giveUpLost(this.#state.error);
    if (dialled === null) this.#endIfLast();
    else dialled.leave();
  }

  /** Leaves every connection. */
  leave(): void {
    this.settle();
    if (this.#state.kind === 'up') this.#state = { kind: 'over', error: leavingConnection() };
    for (const connection of [...this.#connections]) connection.leave();
  }

  welcomed(connection: Connection): void {
    const { session } = connection;
    if (session === null || this.#state.kind !== 'dialling' || this.#state.connection !== connection) return;
    this.#state = { kind: 'up', connection, sinceMs: this.#options.timers.nowMs(), isLast: false };
    this.#wasUp = true;
    this.#lost?.stop();
    this.#lost = null;
    this.#user.up(session);
  }

  notified(arrived: ArrivedNotification): void {
    this.#user.notified(arrived);
  }

  roomMade(connection: Connection): void {
    if (this.#state.kind === 'up' && this.#state.connection === connection) this.#user.roomMade();
  }

  retired(connection: Connection, why: ConnectionError): void {
    this.#comeBack(connection, why);
  }

  ended(connection: Connection, error: ConnectionError, lost: LostSession | null): void {
    this.#connections.delete(connection);
    this.#comeBack(connection, error);
    if (lost !== null) this.#keep(lost);
    this.#endIfLast();
  }

  /** Only the connection that the link is about may move it: a draining one ends long after the next is up. */
  #comeBack(connection: Connection, error: ConnectionError): void {
    if (this.#state.kind !== 'up' && this.#state.kind !== 'dialling') return;
    if (this.#state.connection !== connection) return;
    if (this.#state.kind === 'up' && this.#livedLong(this.#state.sinceMs)) this.#options.backOff?.reset();
    if (this.#state.kind === 'up' && this.#state.isLast) this.#state = { kind: 'over', error };
    else this.#pause(error);
  }

  #keep(session: LostSession): void {
    if (this.#state.kind !== 'pausing') {
      giveUp(session);
      return;
    }
    this.#lost = { session, stop: this.#options.timers.after(session.resumeWindowMs, () => this.#giveUpLost()) };
  }

  #giveUpLost(why?: ConnectionError): void {
    const lost = this.#lost;
    this.#lost = null;
    if (lost === null) return;
    lost.stop();
    giveUp(lost.session, why);
  }

  #livedLong(sinceMs: number): boolean {
    return this.#options.timers.nowMs() - sinceMs >= this.#options.stableAfterMs;
  }

  #pause(error: ConnectionError): void {
    const { backOff, timers } = this.#options;
    if (backOff === null || !error.reconnect || !this.#wasUp) {
      this.#state = { kind: 'over', error };
      return;
    }
    const delayMs = backOff.nextDelayMs(error.retryAfterMs);
    this.#state = { kind: 'pausing', stop: timers.after(delayMs, () => this.#dial()) };
    this.#user.down(error, backOff.attempts, delayMs);
  }

  #dial(): void {
    const dialling: State = { kind: 'dialling', connection: null };
    this.#state = dialling;
    this.#askToken().then(
      (token) => {
        if (this.#state !== dialling) return;
        const connection = this.#options.dial(token, this, this.#lost?.session ?? null);
        this.#connections.add(connection);
        this.#state = { kind: 'dialling', connection };
      },
      (cause: unknown) => {
        if (this.#state !== dialling) return;
        this.#pause(brokenConnection('there is no token to log in with', cause));
        this.#endIfLast();
      },
    );
  }

  async #askToken(): Promise<string> {
    return await this.#options.token();
  }

  #endIfLast(): void {
    if (this.#state.kind === 'over') this.#giveUpLost(this.#state.error);
    if (this.#state.kind === 'over' && this.#connections.size === 0) this.#user.over(this.#state.error);
  }
}
