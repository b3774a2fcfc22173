import type { HistoryEvent } from '../event.ts';
import { findBadCalls } from './calls.ts';
import { findDuplicates } from './duplicates.ts';
import { findExpelled } from './expelled.ts';
import { findLost } from './lost.ts';
import { findDisorder } from './order.ts';
import { findStrangers } from './strangers.ts';

/** Everything in a history that may not be, in words. */
export function checkHistory(history: readonly HistoryEvent[]): readonly string[] {
  const checks = [findLost, findStrangers, findDisorder, findDuplicates, findBadCalls, findExpelled];
  return checks.flatMap((check) => check(history));
}
