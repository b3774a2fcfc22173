import type { Balance } from '../../registry/index.ts';
import type { Metadata } from '../../status/index.ts';
import type { Balancer } from '../balancer.ts';
import type { Dice } from '../dice.ts';
import { ConsistentHash } from './consistent-hash.ts';
import { LeastRequests } from './least-requests.ts';
import { RoundRobin } from './round-robin.ts';
import { Weighted } from './weighted.ts';

/** The balancer that a policy names. Random choices are by `dice`. */
export function openBalancer(balance: Balance, dice: Dice): Balancer {
  switch (balance.kind) {
    case 'least-requests':
      return new LeastRequests(dice);
    case 'round-robin':
      return new RoundRobin();
    case 'weighted':
      return new Weighted(dice);
    case 'hash-user':
      return new ConsistentHash(({ user }) => user, new LeastRequests(dice));
    case 'hash-metadata': {
      const { key } = balance;
      return new ConsistentHash(({ metadata }) => findValue(metadata, key), new LeastRequests(dice));
    }
  }
}

/** The first value of a key; null where it has none. */
export function findValue(metadata: Metadata, key: string): string | Uint8Array | null {
  for (const entry of metadata) if (entry.key === key) return entry.value;
  return null;
}
