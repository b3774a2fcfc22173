import type { Logger } from 'pino';
import { type ConsulSourceReport, type OpenSource, openSource } from '../backend/index.ts';
import type { Clock } from '../clock/index.ts';
import { FOLLOWER_DEFAULTS } from '../consul/index.ts';
import type { Config } from './config-schema.ts';
import { type ConsulUse, openConsul } from './open-consul.ts';

/** What opens the sources of endpoints: all that are in Consul share one client. It connects only when one is opened. */
export async function sourceOpener(
  config: Config,
  clock: Clock,
  log: Logger,
  ownPorts: ReadonlySet<number>,
  { requests, outage }: ConsulUse,
): Promise<OpenSource> {
  const parts = {
    consul: await openConsul(config, null, requests),
    follower: { ...FOLLOWER_DEFAULTS, waitMs: config.consul.waitMs },
    clock,
    outage,
    random: Math.random,
    ownPorts,
    report: sourceReport(log),
  };
  return (target) => openSource(target, parts);
}

function sourceReport(log: Logger): ConsulSourceReport {
  return {
    refused: (service, address, why) => log.warn({ service, address, why }, 'an instance in Consul is not called'),
    stateChanged: (service, state) => {
      if (state.kind === 'stale') log.warn({ service, why: state.why }, 'Consul cannot be followed: endpoints stay');
      else log.info({ service }, 'the endpoints of a service are what Consul holds');
    },
  };
}
