import type { Logger } from 'pino';
import type { Clock } from '../clock/index.ts';
import { BufCompatibility, findBuf, Registry, type StoreReport, WorkerAdmission } from '../registry/index.ts';
import type { Config } from './config-schema.ts';
import type { ConsulUse } from './open-consul.ts';
import { openStore } from './open-store.ts';

const ADMISSION = { deadlineMs: 5000, heapMiB: 128, maxWaiting: 4 };
const BUF_TIMEOUT_MS = 10_000;
const COMPILED_CACHE_BYTES = 64 * 1024 * 1024;

/**
 * The registry on its store. What of it cannot be read is told loudly, and does not keep the rest from serving.
 * `alsoTold` hears what the log is told.
 */
export async function openRegistry(
  config: Config,
  clock: Clock,
  log: Logger,
  consulUse: ConsulUse,
  alsoTold: StoreReport | null,
): Promise<Registry> {
  const store = await openStore(config, clock, consulUse);
  const report = storeReport(log, alsoTold);
  const binary = findBuf();
  if (binary === null) log.warn('buf is not installed: uploads that need a compatibility check will be refused');
  const registry = await Registry.open(
    {
      defaultTimeoutMs: config.call.timeoutMs,
      defaultMaxTimeoutMs: config.call.maxTimeoutMs,
      compiledCacheBytes: COMPILED_CACHE_BYTES,
    },
    {
      store,
      clock,
      admission: new WorkerAdmission(ADMISSION),
      compatibility: new BufCompatibility({ binary, timeoutMs: BUF_TIMEOUT_MS }),
      report,
    },
  );
  for (const record of registry.damaged) report.damaged(record);
  return registry;
}

function storeReport(log: Logger, alsoTold: StoreReport | null): StoreReport {
  return {
    damaged: (record) => {
      const { name, detail, servedVersion } = record;
      log.error({ backend: name, detail, servedVersion }, 'a stored registration is damaged');
      alsoTold?.damaged(record);
    },
    stateChanged: (state) => {
      if (state.kind === 'current') log.info('the registry can be reached, and what is served is what it holds');
      else log.warn({ why: state.why }, 'the registry cannot be followed: what was read last serves on');
      alsoTold?.stateChanged(state);
    },
  };
}
