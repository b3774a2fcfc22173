import type { StoredNotification } from './bus.ts';

/** What an entry takes besides its texts and payload, roughly. */
const ENTRY_BYTES = 300;

/** What a stored notification counts for where bytes are capped: the same on every bus. */
export function entrySize({ notification: { id, type, payload } }: Pick<StoredNotification, 'notification'>): number {
  return ENTRY_BYTES + id.length + type.length + payload.length;
}
