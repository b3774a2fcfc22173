import type { Credit, Message, NotifyReply, Request } from '../wire/index.ts';
import type { Session } from './session.ts';

/** One call of a session, as the session sees it: something that frames with its seq go to. */
export interface OpenCall {
  /** Whether it goes on while the session has no connection. A stream does not: its messages would be lost. */
  readonly outlivesConnection: boolean;
  /** A message from the client. */
  messageArrived(message: Message): void;
  /** The client sends no more messages. */
  halfCloseArrived(): void;
  /** The client takes more messages. */
  creditArrived(credit: Credit): void;
  /** The client gives the call up. It is still answered, once. */
  cancelArrived(): void;
  /** The session is gone: nobody is left to answer. */
  abandon(): void;
}

/** A notification that the client may reply to. */
export interface OpenNotification {
  replied(seq: number, reply: NotifyReply): void;
}

/** Who takes what a session's client opens. */
export interface Inbound {
  requestArrived(session: Session, seq: number, request: Request): void;
}
