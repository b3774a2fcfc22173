import { InvalidArgumentError, Option } from 'commander';
import type { Policy } from '../admin-api/index.ts';

/** What --balance says, as the admin API takes it. */
export type RequestedBalance = Pick<Policy, 'balance' | 'hashKey'>;

const NAMES = {
  'least-requests': 'BALANCE_LEAST_REQUESTS',
  'round-robin': 'BALANCE_ROUND_ROBIN',
  weighted: 'BALANCE_WEIGHTED',
  'hash:user': 'BALANCE_HASH_USER',
} as const;
const METADATA = 'hash:';

export function balanceOption(): Option {
  return new Option(
    '--balance <how>',
    'how calls are spread: least-requests (the default), round-robin, weighted, hash:user, or hash:KEY of the metadata',
  ).argParser(balanceArgument);
}

function balanceArgument(text: string): RequestedBalance {
  for (const [name, balance] of Object.entries(NAMES)) if (name === text) return { balance, hashKey: '' };
  const hashKey = text.startsWith(METADATA) ? text.slice(METADATA.length).toLowerCase() : '';
  if (hashKey === '') {
    throw new InvalidArgumentError(`It must be one of ${Object.keys(NAMES).join(', ')}, or hash:KEY.`);
  }
  return { balance: 'BALANCE_HASH_METADATA', hashKey };
}

/** As --balance takes it. */
export function balanceName({ balance, hashKey }: RequestedBalance): string {
  for (const [name, known] of Object.entries(NAMES)) if (known === balance) return name;
  return balance === 'BALANCE_HASH_METADATA' ? `${METADATA}${hashKey}` : 'least-requests';
}
