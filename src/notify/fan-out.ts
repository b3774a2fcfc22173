import { type Notification, type Reply, type Report, ReportBuilder } from '../bus/index.ts';
import { CallbackTimer } from '../clock/index.ts';
import type { OpenNotification, Session } from '../session/index.ts';
import { EncodedNotify } from '../wire/index.ts';
import type { NotifyContext } from './notify-context.ts';

/** So many sessions are written to in one turn of the event loop: calls get their turns in between. */
const BATCH = 500;

/** One notification on its way to many sessions, at most once, and what becomes of it. */
export class FanOut {
  readonly #notification: Notification;
  readonly #context: NotifyContext;
  readonly #report = new ReportBuilder();
  readonly #encoded: EncodedNotify;
  readonly #awaited = new Set<AwaitedReply>();
  readonly #timer = new CallbackTimer(() => this.#timeUp());
  #resolve: (report: Report) => void = () => {};

  constructor(notification: Notification, context: NotifyContext) {
    this.#notification = notification;
    this.#context = context;
    // What sockets write is a Buffer in the end: of any other array each of them makes one.
    this.#encoded = new EncodedNotify({ ...notification, offset: 0, attempt: 1 }, (byteCount) =>
      Buffer.allocUnsafe(byteCount),
    );
  }

  /** Resolves once all were written to, and have replied or `waitMs` has passed. */
  send(sessions: readonly Session[], waitMs: number): Promise<Report> {
    return new Promise((resolve) => {
      this.#resolve = resolve;
      if (this.#notification.replyExpected) this.#context.wheel.arm(this.#timer, waitMs);
      this.#sendFrom(sessions, 0);
    });
  }

  /** A session replied. */
  settle(awaited: AwaitedReply, reply: Reply): void {
    if (!this.#awaited.delete(awaited)) return;
    this.#context.counts.replied++;
    const { id, user } = awaited.session;
    this.#report.add({ sessionId: id, user, outcome: 'replied', reply, offset: 0 });
    if (this.#awaited.size === 0) this.#finish();
  }

  #sendFrom(sessions: readonly Session[], from: number): void {
    const end = Math.min(from + BATCH, sessions.length);
    for (let at = from; at < end; at++) {
      const session = sessions[at];
      if (session !== undefined) this.#sendTo(session);
    }
    if (end < sessions.length) setImmediate(() => this.#sendFrom(sessions, end));
    else if (this.#awaited.size === 0) this.#finish();
  }

  #sendTo(session: Session): void {
    const { id, user } = session;
    if (!this.#mayWrite(session)) {
      this.#report.add({ sessionId: id, user, outcome: 'not-online', reply: null, offset: 0 });
      return;
    }
    this.#context.counts.delivered++;
    if (this.#notification.replyExpected) {
      const awaited = new AwaitedReply(session, this);
      awaited.seq = session.notify(this.#encoded, awaited);
      this.#awaited.add(awaited);
      return;
    }
    session.notify(this.#encoded, null);
    this.#report.add({ sessionId: id, user, outcome: 'delivered', reply: null, offset: 0 });
  }

  /** What a client does not read must not pile up. */
  #mayWrite(session: Session): boolean {
    if (!session.online) return false;
    const { limits, counts } = this.#context;
    if (session.queuedBytes <= limits.maxWaitingBytes) return true;
    counts.slowConsumers++;
    session.cut(4402, `${session.queuedBytes} bytes wait to be read`);
    return false;
  }

  #timeUp(): void {
    for (const { session, seq } of this.#awaited) {
      session.forgetNotification(seq);
      const { id, user } = session;
      this.#report.add({ sessionId: id, user, outcome: 'timed-out', reply: null, offset: 0 });
    }
    this.#awaited.clear();
    this.#finish();
  }

  #finish(): void {
    this.#context.wheel.disarm(this.#timer);
    this.#resolve(this.#report.build());
  }
}

/** The reply of one session. */
class AwaitedReply implements OpenNotification {
  readonly session: Session;
  seq = 0;
  readonly #fanOut: FanOut;

  constructor(session: Session, fanOut: FanOut) {
    this.session = session;
    this.#fanOut = fanOut;
  }

  replied(_seq: number, reply: Reply): void {
    this.#fanOut.settle(this, { ...reply, payload: new Uint8Array(reply.payload) });
  }
}
