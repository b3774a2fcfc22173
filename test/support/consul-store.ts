import { type Clock, systemClock } from '../../src/clock/index.ts';
import { type ConsulOptions, FOLLOWER_DEFAULTS, type FollowerOptions, Outage } from '../../src/consul/index.ts';
import { ConsulStore } from '../../src/registry/index.ts';
import { consulClient } from './consul-client.ts';

export interface ConsulStoreUnderTest {
  readonly prefix?: string;
  readonly clock?: Clock;
  readonly consul?: Partial<ConsulOptions>;
  readonly follower?: Partial<FollowerOptions>;
}

/** A store in a Consul of the loopback, as a gateway of its own would open it. */
export function consulStore(port: number, parts: ConsulStoreUnderTest = {}): ConsulStore {
  const clock = parts.clock ?? systemClock;
  return new ConsulStore(
    { prefix: parts.prefix ?? 'trunkline', follower: { ...FOLLOWER_DEFAULTS, ...parts.follower } },
    { consul: consulClient(port, parts.consul), clock, outage: new Outage(clock), random: Math.random },
  );
}
