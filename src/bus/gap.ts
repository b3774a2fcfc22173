import { GAP, type StoredNotification } from './bus.ts';

const JSON_ENCODING = 2;
/** How long a gap is told of: as long as anything may be kept. */
const TTL_MS = 7 * 86_400_000;

/** What stands in the place of notifications that were dropped: those with the offsets from `from` to `to`. */
export function gapEntry(from: number, to: number, nowUnixMs: number): StoredNotification {
  const payload = Buffer.from(JSON.stringify({ from, to }));
  const notification = { id: `gap-${from}-${to}`, type: GAP, encoding: JSON_ENCODING, payload, replyExpected: false };
  return { offset: to, notification, route: { kind: 'all' }, expiresAtUnixMs: nowUnixMs + TTL_MS };
}

/** The first offset that an entry stands for. */
export function firstOffset({ offset, notification }: StoredNotification): number {
  if (notification.type !== GAP) return offset;
  const { from }: { from: number } = JSON.parse(Buffer.from(notification.payload).toString());
  return from;
}
