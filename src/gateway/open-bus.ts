import { readFile } from 'node:fs/promises';
import type { Logger } from 'pino';
import { LocalBus, LocalOutbox, NatsBus } from '../bus/index.ts';
import type { Clock, TimingWheel } from '../clock/index.ts';
import { parseBusLocation } from './bus-location.ts';
import { type Config, NONE } from './config-schema.ts';
import type { RepeatedWarnings } from './repeated-warnings.ts';

/** The bus as configured. It is there at once: where NATS is away, it is waited for. Rejects where a file cannot be read. */
export async function openBus(
  config: Config,
  clock: Clock,
  wheel: TimingWheel,
  log: Logger,
  warnings: RepeatedWarnings,
): Promise<LocalBus | NatsBus> {
  const location = parseBusLocation(config.bus);
  if (location?.kind !== 'nats') return new LocalBus(new LocalOutbox(config.notify, clock, wheel));
  const { token, tokenFile, prefix, replicas } = config.nats;
  const secret = tokenFile === NONE ? token : (await readFile(tokenFile, 'utf8')).trim();
  const { maxPerUser, maxBytesPerUser, maxTtlMs } = config.notify;
  const { servers } = location;
  let outage = 1;
  return new NatsBus(
    { servers, token: secret === NONE ? null : secret, prefix, replicas, maxPerUser, maxBytesPerUser, maxTtlMs },
    clock,
    wheel,
    {
      stateChanged: (isUp, why) => {
        if (isUp) {
          outage++;
          log.info('NATS is connected');
          return;
        }
        warnings.warn(`NATS outage ${outage}: ${why}`, { why }, 'NATS is away; publishing fails until it is back');
      },
      faulted: (cause) => warnings.warn(`NATS: ${cause}`, { err: cause }, 'something went wrong with NATS'),
    },
  );
}
