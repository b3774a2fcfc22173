import type { Verdict } from '../auth/index.ts';
import { CallbackTimer } from '../clock/index.ts';
import type { Connection, ConnectionCap, ConnectionOwner } from '../listen/index.ts';
import { type Frame, type Hello, WireError } from '../wire/index.ts';
import type { SessionContext } from './session-context.ts';

/** What a Hello leads to. */
export interface Login {
  /** Decides who sent it. Throws WireError where there is nothing to decide. */
  check(hello: Hello): Verdict | Promise<Verdict>;
  /** Gives the connection to a session, or throws WireError. */
  admit(hello: Hello, verdict: Verdict): void;
}

/** A connection that has not logged in yet. */
export class PendingLogin implements ConnectionOwner {
  readonly #connection: Connection;
  readonly #cap: ConnectionCap;
  readonly #context: SessionContext;
  readonly #login: Login;
  readonly #deadline: CallbackTimer;
  /** What came behind Hello while its token was checked: what was read already. Null: Hello has not come. */
  #early: Frame[] | null = null;
  #settled = false;

  constructor(connection: Connection, timeoutMs: number, cap: ConnectionCap, context: SessionContext, login: Login) {
    this.#connection = connection;
    this.#cap = cap;
    this.#context = context;
    this.#login = login;
    this.#deadline = new CallbackTimer(() => connection.close(4401, `no login within ${timeoutMs} ms`));
    context.wheel.arm(this.#deadline, timeoutMs);
  }

  frameArrived(frame: Frame): void {
    if (this.#early !== null) {
      this.#early.push(frame);
      return;
    }
    if (frame.kind !== 'hello') throw new WireError(4500, 'unexpected', `a ${frame.kind} frame before Hello`);
    const verdict = this.#login.check(frame.body);
    if (!(verdict instanceof Promise)) {
      this.#login.admit(frame.body, verdict);
      this.#settle();
      return;
    }
    const early: Frame[] = [];
    this.#early = early;
    this.#connection.held = true;
    void verdict.then((given) => {
      if (this.#settled) return;
      this.#connection.held = false;
      this.#connection.attempt(() => {
        this.#login.admit(frame.body, given);
        this.#settle();
      });
      this.#connection.deliver(early);
    });
  }

  inputEnded(): void {
    this.#connection.end();
  }

  drained(): void {}

  connectionClosed(): void {
    this.#settle();
  }

  #settle(): void {
    if (this.#settled) return;
    this.#settled = true;
    this.#context.wheel.disarm(this.#deadline);
    this.#cap.settled(this.#connection.source);
  }
}
