import type { HistoryEvent } from '../event.ts';
import { eventsOf } from './events-of.ts';

/** Notifications that one program got twice. */
export function findDuplicates(history: readonly HistoryEvent[]): readonly string[] {
  const seen = new Set<string>();
  const duplicates: string[] = [];
  for (const { client, id } of eventsOf(history, 'seen')) {
    const both = `${client} ${id}`;
    if (seen.has(both)) duplicates.push(`${client} got ${id} twice`);
    seen.add(both);
  }
  return duplicates;
}
