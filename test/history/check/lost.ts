import type { HistoryEvent } from '../event.ts';
import { eventsOf } from './events-of.ts';

/** Stored notifications whose publisher was told so, and that no program of the user ever got. */
export function findLost(history: readonly HistoryEvent[]): readonly string[] {
  const users = new Map<string, string>();
  for (const { client, user } of eventsOf(history, 'joined')) users.set(client, user);
  const seen = new Set<string>();
  for (const { client, id } of eventsOf(history, 'seen')) seen.add(`${users.get(client)} ${id}`);
  const lost: string[] = [];
  for (const { id, users: owed } of eventsOf(history, 'acknowledged')) {
    for (const user of owed)
      if (!seen.has(`${user} ${id}`)) lost.push(`${id} was acknowledged, and ${user} never got it`);
  }
  return lost;
}
