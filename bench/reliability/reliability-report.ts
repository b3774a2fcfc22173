import { markdownTable } from '../../scripts/reference-docs/markdown.ts';
import { alignedTable } from '../report.ts';
import type { Restarts } from './rolling-restarts.ts';
import type { Outcome, Scenario } from './scenario.ts';

export interface Played {
  readonly scenario: Scenario;
  readonly seconds: number;
  readonly outcome: Outcome;
}

const MOST_TO_CONVERGE_MS = 5000;
/** Besides one in a second: a gateway follows two things, may ask twice at once for each, and reads what is new. */
const REQUESTS_AT_ONCE = 6;

const TITLES = [
  'scenario',
  'lasted s',
  'calls',
  'failed',
  'slowest ms',
  'converged in ms',
  'endpoints lost',
  'backends lost',
  'requests/s',
];

export function playedText(played: readonly Played[]): string {
  return alignedTable([TITLES.map((title) => title.toUpperCase()), ...played.map(cells)], 1);
}

export function playedMarkdown(played: readonly Played[]): string {
  const told = played.map(({ scenario: { name, what } }) => `* \`${name}\`: ${what}.`).join('\n');
  return `${markdownTable(TITLES, played.map(cells))}\n\n${told}`;
}

export function restartsText({ rounds, restarts, calls, failures, slowestMs }: Restarts): string {
  const failed = failures.length === 0 ? '0 failed' : `${failures.length} failed: ${[...new Set(failures)].join(', ')}`;
  return `${restarts} restarts in ${rounds} rounds: ${calls} calls, ${failed}; the slowest took ${slowestMs.toFixed(0)} ms`;
}

/** What does not hold of a run, in words; empty: nothing. */
export function brokenPromises({ scenario: { name }, outcome }: Played): readonly string[] {
  const { failures, convergedInMs, endpointsLost, backendsLost, requests, seconds } = outcome;
  return [
    ...(failures.length > 0 ? [`${failures.length} calls failed: ${[...new Set(failures)].join(', ')}`] : []),
    ...(convergedInMs > MOST_TO_CONVERGE_MS ? [`not all converged within ${MOST_TO_CONVERGE_MS} ms`] : []),
    ...(endpointsLost > 0 || backendsLost > 0 ? ['a gateway dropped what it could not see'] : []),
    ...(requests > seconds + REQUESTS_AT_ONCE ? ['a gateway asked Consul more than once a second'] : []),
  ].map((what) => `${name}: ${what}`);
}

function cells({ scenario, seconds, outcome }: Played): readonly string[] {
  const { calls, failures, slowestMs, convergedInMs, endpointsLost, backendsLost, requests } = outcome;
  return [
    scenario.name,
    `${seconds}`,
    `${calls}`,
    `${failures.length}`,
    slowestMs.toFixed(0),
    convergedInMs.toFixed(0),
    `${endpointsLost}`,
    `${backendsLost}`,
    (requests / outcome.seconds).toFixed(2),
  ];
}
