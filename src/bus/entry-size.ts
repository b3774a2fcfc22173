import type { StoredNotification } from './bus.ts';

/** What an entry takes besides its texts and payload, in the memory of a gateway: 900 to 1,200 bytes were measured. */
const ENTRY_BYTES = 1000;

/** What a stored notification counts for where bytes are capped: the same on every bus. */
export function entrySize({ notification: { id, type, payload } }: Pick<StoredNotification, 'notification'>): number {
  return ENTRY_BYTES + id.length + type.length + payload.length;
}
