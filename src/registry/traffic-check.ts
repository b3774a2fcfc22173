import type { Finding } from '../status/index.ts';
import { finding, NOWHERE, quote } from './admission/findings.ts';
import { isTag } from './static-endpoint.ts';
import type { TrafficPolicy } from './traffic-policy.ts';

/** As gRPC has the keys of metadata. Bytes are no key to choose by. */
const KEY = /^[0-9a-z_.-]{1,64}$/;
const VALUE = /^[\x20-\x7e]{1,256}$/;

/** What is wrong with the part of a policy that says how calls reach the endpoints. */
export function trafficFindings({ balance, split, outliers, retries, limits }: TrafficPolicy): readonly Finding[] {
  const findings: Finding[] = [];
  const illegal = (message: string) => findings.push(finding('ILLEGAL_POLICY', NOWHERE, message));
  if (balance.kind === 'hash-metadata' && !isKey(balance.key)) {
    illegal(`${quote(balance.key)} cannot be the metadata key that calls are balanced by`);
  }
  const ranged = (what: string, value: number, least: number, most: number) => {
    if (!(Number.isInteger(value) && value >= least && value <= most)) {
      illegal(`${value} cannot be the ${what}: it is from ${least} to ${most}`);
    }
  };
  ranged('number of failures that eject an endpoint', outliers.consecutiveFailures, 0, 1000);
  if (outliers.slowFactor !== 0) ranged('factor that ejects a slow endpoint', outliers.slowFactor, 2, 1000);
  ranged('time of an ejection in milliseconds', outliers.ejectMs, 100, 300_000);
  ranged('number of attempts', retries.attempts, 1, 5);
  ranged('retry budget in percent', retries.budgetPercent, 0, 100);
  ranged('time before a second endpoint is asked, in milliseconds', retries.hedgeAfterMs, 0, 60_000);
  ranged('limit of calls in flight', limits.maxInFlight, 0, 1_000_000);
  ranged('limit of calls that wait', limits.maxWaiting, 0, 1_000_000);
  if (split === null) return findings;
  if (!isTag(split.tag)) illegal(`${quote(split.tag)} cannot be the tag of a split`);
  if (!(split.percent >= 0 && split.percent <= 100)) illegal(`${split.percent} cannot be the percentage of a split`);
  if (split.match !== null && !(isKey(split.match.key) && VALUE.test(split.match.value))) {
    illegal(`${quote(`${split.match.key}: ${split.match.value}`)} cannot be the metadata of a split`);
  }
  return findings;
}

const isKey = (key: string): boolean => KEY.test(key) && !key.startsWith('grpc-');
