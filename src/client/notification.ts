import type { Notify, NotifyReply } from '../wire/index.ts';

/** What is known of a notification besides its payload. */
export interface Notification {
  /** Names it for good. The client drops what arrives a second time. */
  readonly id: string;
  readonly type: string;
  /** Grows from one stored notification to the next; 0: it was sent once, and nobody keeps it. */
  readonly offset: number;
  /** Whether somebody waits for the reply. */
  readonly replyExpected: boolean;
  /** From 1: how often it was sent. */
  readonly attempt: number;
}

/** A notification as it is read with `for await`. `Payload` is the caller's word for what comes, and is not checked. */
export interface ReceivedNotification<Payload> extends Notification {
  readonly payload: Payload;
}

/**
 * What is done with notifications of a type. What it returns is the reply, in JSON; what it throws is the reply, too:
 * status UNKNOWN with the error's message.
 */
export type NotificationHandler<Payload> = (payload: Payload, notification: Notification) => unknown;

/** What arrived, and where the reply goes. */
export interface ArrivedNotification {
  readonly seq: number;
  readonly notify: Notify;
  readonly send: (seq: number, reply: NotifyReply) => void;
}

export function toNotification({ id, type, offset, replyExpected, attempt }: Notify): Notification {
  return { id, type, offset, replyExpected, attempt };
}
