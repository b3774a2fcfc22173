import type { HistoryEvent, Outcome } from '../event.ts';
import { eventsOf } from './events-of.ts';

interface Call {
  readonly repeatable: boolean;
  readonly outcomes: Outcome[];
  runs: number;
}

/**
 * Calls that did not have exactly one outcome, or one that is not true: OK means that the backend ran it, NEVER that it did
 * not, and no call that may do harm is ever run twice.
 */
export function findBadCalls(history: readonly HistoryEvent[]): readonly string[] {
  const calls = new Map<string, Call>();
  for (const { key, repeatable } of eventsOf(history, 'called')) calls.set(key, { repeatable, outcomes: [], runs: 0 });
  const bad: string[] = [];
  for (const { key } of eventsOf(history, 'ran')) {
    const call = calls.get(key);
    if (call === undefined) bad.push(`${key} was run, and nobody called it`);
    else call.runs++;
  }
  for (const { key, outcome } of eventsOf(history, 'answered')) {
    const call = calls.get(key);
    if (call === undefined) bad.push(`${key} was answered, and nobody called it`);
    else call.outcomes.push(outcome);
  }
  for (const [key, call] of calls) bad.push(...wrongOf(key, call).map((what) => `${key} ${what}`));
  return bad;
}

function wrongOf(key: string, { repeatable, outcomes, runs }: Call): readonly string[] {
  const [outcome] = outcomes;
  const wrong: string[] = [];
  if (outcomes.length !== 1) wrong.push(`was answered ${outcomes.length} times`);
  if (!repeatable && runs > 1) wrong.push(`was run ${runs} times`);
  if (outcome?.kind === 'ok' && runs === 0) wrong.push('was answered with OK, and never run');
  if (outcome?.kind === 'ok' && outcome.key !== key) wrong.push(`was answered with ${outcome.key}`);
  if (outcome?.kind === 'failed' && outcome.sent === 'NEVER' && runs > 0) {
    wrong.push(`was run, and its caller was told that it never was: ${outcome.why}`);
  }
  return wrong;
}
