import type { HistoryEvent } from '../event.ts';
import { eventsOf } from './events-of.ts';

/** Clients that were told not to come back, though none had done anything wrong. */
export function findExpelled(history: readonly HistoryEvent[]): readonly string[] {
  return [...eventsOf(history, 'expelled')].map(({ client, why }) => `${client} was sent away for good: ${why}`);
}
