import type { StoredNotification } from './bus.ts';

/**
 * A notification that is kept: what it came in, a message of gRPC or a chunk of a socket, is many times as large as its
 * payload, and would be kept with it.
 */
export function withOwnPayload<Entry extends Pick<StoredNotification, 'notification'>>(entry: Entry): Entry {
  const { notification } = entry;
  return { ...entry, notification: { ...notification, payload: new Uint8Array(notification.payload) } };
}
