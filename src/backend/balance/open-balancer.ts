import type { Balance } from '../../registry/index.ts';
import type { Metadata } from '../../status/index.ts';
import type { Balancer } from '../balancer.ts';
import { ConsistentHash } from './consistent-hash.ts';
import { LeastRequests } from './least-requests.ts';
import { RoundRobin } from './round-robin.ts';
import { Weighted } from './weighted.ts';

/** The balancer that a policy names. `random` gives numbers from 0 to below 1. */
export function openBalancer(balance: Balance, random: () => number): Balancer {
  switch (balance.kind) {
    case 'least-requests':
      return new LeastRequests(random);
    case 'round-robin':
      return new RoundRobin();
    case 'weighted':
      return new Weighted(random);
    case 'hash-user':
      return new ConsistentHash(({ user }) => user, new LeastRequests(random));
    case 'hash-metadata': {
      const { key } = balance;
      return new ConsistentHash(({ metadata }) => findValue(metadata, key), new LeastRequests(random));
    }
  }
}

/** The first value of a key; null where it has none. */
export function findValue(metadata: Metadata, key: string): string | Uint8Array | null {
  for (const entry of metadata) if (entry.key === key) return entry.value;
  return null;
}
