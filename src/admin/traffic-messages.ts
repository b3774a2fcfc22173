import type { Policy, PolicyMessage } from '../admin-api/index.ts';
import { type Balance, DEFAULT_TRAFFIC, type Split, type TrafficPolicy } from '../registry/index.ts';

const BALANCES = {
  'least-requests': 'BALANCE_LEAST_REQUESTS',
  'round-robin': 'BALANCE_ROUND_ROBIN',
  weighted: 'BALANCE_WEIGHTED',
  'hash-user': 'BALANCE_HASH_USER',
  'hash-metadata': 'BALANCE_HASH_METADATA',
} as const satisfies Record<Balance['kind'], string>;

/** The parts of a policy that say how calls reach the endpoints. */
export function asTraffic({ balance, split, outliers, retries, limits, warm }: TrafficPolicy): PolicyMessage {
  return {
    outliers: { ...outliers },
    retries: { ...retries },
    limits: { ...limits },
    warm,
    balance: BALANCES[balance.kind],
    hashKey: balance.kind === 'hash-metadata' ? balance.key : '',
    split:
      split === null
        ? null
        : { tag: split.tag, percent: split.percent, key: split.match?.key ?? '', value: split.match?.value ?? '' },
  };
}

/** What an upload asks for; what it does not say gets the default. */
export function requestedTraffic(policy: Policy | null): TrafficPolicy {
  const { outliers, retries, limits } = DEFAULT_TRAFFIC;
  return {
    balance: requestedBalance(policy),
    split: requestedSplit(policy?.split ?? null),
    outliers: policy?.outliers
      ? { ...policy.outliers, ejectMs: policy.outliers.ejectMs || outliers.ejectMs }
      : outliers,
    retries: policy?.retries ? { ...policy.retries, attempts: policy.retries.attempts || retries.attempts } : retries,
    limits: policy?.limits ? { ...policy.limits } : limits,
    warm: policy?.warm ?? false,
  };
}

function requestedBalance(policy: Policy | null): Balance {
  switch (policy?.balance) {
    case 'BALANCE_ROUND_ROBIN':
      return { kind: 'round-robin' };
    case 'BALANCE_WEIGHTED':
      return { kind: 'weighted' };
    case 'BALANCE_HASH_USER':
      return { kind: 'hash-user' };
    case 'BALANCE_HASH_METADATA':
      return { kind: 'hash-metadata', key: policy.hashKey };
    default:
      return { kind: 'least-requests' };
  }
}

/** Admission refuses a split without a tag, so that one that is half said is not taken for none. */
export function requestedSplit(split: Policy['split']): Split | null {
  if (split === null) return null;
  const { tag, percent, key, value } = split;
  return { tag, percent, match: key === '' && value === '' ? null : { key, value } };
}
