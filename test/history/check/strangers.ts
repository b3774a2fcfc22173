import type { EventOf, HistoryEvent } from '../event.ts';
import { eventsOf } from './events-of.ts';

/** Notifications that came to a program that they were not for, and those that nobody had published. */
export function findStrangers(history: readonly HistoryEvent[]): readonly string[] {
  const published = new Map([...eventsOf(history, 'published')].map((event) => [event.id, event]));
  const joined = new Map([...eventsOf(history, 'joined')].map((event) => [event.client, event]));
  const strangers: string[] = [];
  for (const { client, id } of eventsOf(history, 'seen')) {
    const what = published.get(id);
    const who = joined.get(client);
    if (what === undefined) strangers.push(`${client} got ${id}, which nobody published`);
    else if (who === undefined || !isFor(what, who)) strangers.push(`${client} got ${id}, which was not for it`);
  }
  return strangers;
}

function isFor({ audience }: EventOf<'published'>, { user, topics }: EventOf<'joined'>): boolean {
  switch (audience.kind) {
    case 'user':
      return audience.user === user;
    case 'topic':
      return topics.includes(audience.topic);
    case 'everyone':
      return true;
  }
}
