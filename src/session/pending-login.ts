import { CallbackTimer } from '../clock/index.ts';
import type { Connection, ConnectionCap, ConnectionOwner } from '../listen/index.ts';
import { type Frame, type Hello, WireError } from '../wire/index.ts';
import type { SessionContext } from './session-context.ts';

/** Gives the connection to a session, or throws WireError. */
export type Admit = () => void;

/** What a Hello leads to: at once, or once it was checked. Throws WireError. */
export type Login = (hello: Hello) => Admit | Promise<Admit>;

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
    const checked = this.#login(frame.body);
    if (!(checked instanceof Promise)) {
      checked();
      this.#settle();
      return;
    }
    const early: Frame[] = [];
    this.#early = early;
    this.#connection.held = true;
    void checked.then((admit) => {
      if (this.#settled) return;
      this.#connection.held = false;
      this.#connection.attempt(() => {
        admit();
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
