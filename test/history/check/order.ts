import type { HistoryEvent } from '../event.ts';
import { eventsOf } from './events-of.ts';

/**
 * Stored notifications that a program got out of order: by their offsets, which are the order in which they were stored,
 * and, where they are for its user, by their numbers, which are the order in which their publisher had them acknowledged.
 * What is for a topic or for everyone each gateway stores as it hears of it: one that stood still does so later.
 */
export function findDisorder(history: readonly HistoryEvent[]): readonly string[] {
  const published = new Map([...eventsOf(history, 'published')].map((event) => [event.id, event]));
  const lastOffset = new Map<string, number>();
  const lastNumber = new Map<string, number>();
  const disorder: string[] = [];
  for (const { client, id, offset } of eventsOf(history, 'seen')) {
    if (offset === 0) continue;
    const before = lastOffset.get(client) ?? 0;
    if (offset <= before) disorder.push(`${client} got ${id} with offset ${offset} after ${before}`);
    lastOffset.set(client, offset);
    const what = published.get(id);
    if (what?.audience.kind !== 'user') continue;
    const row = `${client} ${what.publisher}`;
    const earlier = lastNumber.get(row) ?? 0;
    if (what.number <= earlier)
      disorder.push(`${client} got number ${what.number} of ${what.publisher} after ${earlier}`);
    lastNumber.set(row, what.number);
  }
  return disorder;
}
