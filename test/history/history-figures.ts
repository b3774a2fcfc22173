import { eventsOf } from './check/events-of.ts';
import type { HistoryEvent } from './event.ts';

/** How much happened in a history. */
export interface HistoryFigures {
  readonly published: number;
  /** What was stored for one user each, and acknowledged. */
  readonly owed: number;
  readonly seen: number;
  readonly calls: number;
  readonly answeredOk: number;
  /** Their callers were told that nobody knows. */
  readonly answeredUnknown: number;
  /** Their callers were told that the backend never saw them. */
  readonly answeredNever: number;
}

export function figuresOf(history: readonly HistoryEvent[]): HistoryFigures {
  const outcomes = [...eventsOf(history, 'answered')].map(({ outcome }) => outcome);
  const failed = outcomes.filter((outcome) => outcome.kind === 'failed');
  return {
    published: count(eventsOf(history, 'published')),
    owed: [...eventsOf(history, 'acknowledged')].reduce((sum, { users }) => sum + users.length, 0),
    seen: count(eventsOf(history, 'seen')),
    calls: count(eventsOf(history, 'called')),
    answeredOk: outcomes.length - failed.length,
    answeredUnknown: failed.filter(({ sent }) => sent === 'MAYBE').length,
    answeredNever: failed.filter(({ sent }) => sent === 'NEVER').length,
  };
}

function count(events: Iterable<unknown>): number {
  return [...events].length;
}
