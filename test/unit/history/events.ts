import type { Audience, HistoryEvent, Outcome } from '../../history/event.ts';

/** A stored one for a user, unless `parts` says otherwise. */
export function published(
  id: string,
  parts: { readonly number?: number; readonly publisher?: string; readonly audience?: Audience } = {},
): HistoryEvent {
  const { number = 1, publisher = 'p1', audience = { kind: 'user', user: 'ada' } } = parts;
  return { kind: 'published', id, publisher, number, audience, stored: true };
}

export const acknowledged = (id: string, ...users: readonly string[]): HistoryEvent => ({
  kind: 'acknowledged',
  id,
  users,
});

export const joined = (client: string, user: string, ...topics: readonly string[]): HistoryEvent => ({
  kind: 'joined',
  client,
  user,
  topics,
});

export const seen = (client: string, id: string, offset = 0): HistoryEvent => ({ kind: 'seen', client, id, offset });

export const called = (key: string, repeatable = false): HistoryEvent => ({
  kind: 'called',
  client: 'ada-1',
  key,
  repeatable,
});

export const ran = (key: string): HistoryEvent => ({ kind: 'ran', key });

export const answered = (key: string, outcome: Outcome = { kind: 'ok', key }): HistoryEvent => ({
  kind: 'answered',
  key,
  outcome,
});
