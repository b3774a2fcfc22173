import type { Policy } from '../admin-api/index.ts';
import { formatDuration } from './duration.ts';

type Fact = readonly [string, string];

/** The parts of a policy that say how calls reach the endpoints, each in words. */
export function trafficFacts({ outliers, retries, limits, warm }: Policy): readonly Fact[] {
  const facts: Fact[] = [];
  if (outliers !== null) facts.push(['ejection', ejectionName(outliers)]);
  if (retries !== null) {
    facts.push(['retries', `at most ${retries.attempts} attempts, budget ${retries.budgetPercent} %`]);
    const { hedgeAfterMs } = retries;
    facts.push(['hedging', hedgeAfterMs === 0 ? 'off' : `after ${formatDuration(hedgeAfterMs)}, within the budget`]);
  }
  if (limits !== null)
    facts.push(['limits', `${limit(limits.maxInFlight)} in flight, ${limit(limits.maxWaiting)} waiting`]);
  facts.push(['warm-up', warm ? 'on' : 'off']);
  return facts;
}

function ejectionName({ consecutiveFailures, slowFactor, ejectMs }: NonNullable<Policy['outliers']>): string {
  const rules = [
    consecutiveFailures === 0 ? '' : `after ${consecutiveFailures} failures in a row`,
    slowFactor === 0 ? '' : `when ${slowFactor} times slower`,
  ].filter((rule) => rule !== '');
  return rules.length === 0 ? 'off' : `${rules.join(' or ')}, first for ${formatDuration(ejectMs)}`;
}

const limit = (most: number): string => (most === 0 ? "the gateway's" : `${most}`);
