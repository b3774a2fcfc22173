import type { StoredNotification } from '../bus.ts';
import { decodeMessage, encodeMessage } from './nats-message.ts';

/** What a stored message says besides its payload. */
interface Head {
  readonly id: string;
  readonly type: string;
  readonly encoding: number;
  readonly replyExpected: boolean;
  readonly route: StoredNotification['route'];
  readonly expiresAtUnixMs: number;
  /** What is stored for the user with this one, in bytes: at most, as some may have been let go of since. */
  readonly total: number;
}

export interface StoredMessage {
  readonly entry: StoredNotification;
  readonly total: number;
}

export function writeStored(entry: Omit<StoredNotification, 'offset'>, total: number): Uint8Array {
  const { notification, route, expiresAtUnixMs } = entry;
  const { payload, id, type, encoding, replyExpected } = notification;
  return encodeMessage({ id, type, encoding, replyExpected, route, expiresAtUnixMs, total } satisfies Head, payload);
}

/** @throws Error where the bytes are none of ours. */
export function readStored(offset: number, bytes: Uint8Array): StoredMessage {
  const { head, payload } = decodeMessage<Head>(bytes);
  const { id, type, encoding, replyExpected, route, expiresAtUnixMs, total } = head;
  const notification = { id, type, encoding, replyExpected, payload };
  return { entry: { offset, notification, route, expiresAtUnixMs }, total };
}
