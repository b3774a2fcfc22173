import type { Clock } from '../clock/index.ts';
import { FOLLOWER_DEFAULTS } from '../consul/index.ts';
import { ConsulStore, FileStore, type Store } from '../registry/index.ts';
import type { Config } from './config-schema.ts';
import { type ConsulUse, openConsul } from './open-consul.ts';
import { parseRegistryLocation } from './registry-location.ts';

/** The store that the configuration names. */
export async function openStore(config: Config, clock: Clock, { requests, outage }: ConsulUse): Promise<Store> {
  const location = parseRegistryLocation(config.registry);
  if (location?.kind !== 'consul') return FileStore.open(config.dataDir);
  return new ConsulStore(
    { prefix: location.prefix, follower: { ...FOLLOWER_DEFAULTS, waitMs: config.consul.waitMs } },
    { consul: await openConsul(config, location.address, requests), clock, outage, random: Math.random },
  );
}
