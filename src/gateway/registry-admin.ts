import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Logger } from 'pino';
import { type SessionsView, startAdminServer } from '../admin/index.ts';
import { systemClock } from '../clock/index.ts';
import { MAX_UPLOAD_BYTES } from './admin-limits.ts';
import type { Config } from './config-schema.ts';
import { ConsulUse } from './open-consul.ts';
import { openRegistry } from './open-registry.ts';

/** The admin API of a registry that no gateway serves. */
export interface RegistryAdmin {
  /** Where its client finds it. */
  readonly address: string;
  close(): Promise<void>;
}

/** There is no gateway, so there are no sessions. */
const NO_SESSIONS: SessionsView = {
  list: () => [],
  find: () => null,
  kick: () => false,
  counts: () => ({ active: 0, detached: 0 }),
};

/**
 * Opens the registry that the configuration names and serves its admin API to this process: on a socket in a folder that
 * only its user may enter, for whoever reached it could write with our token. What it answers is what a gateway would.
 */
export async function startRegistryAdmin(config: Config, log: Logger): Promise<RegistryAdmin> {
  const registry = await openRegistry(config, systemClock, log, new ConsulUse(systemClock), null);
  const folder = await mkdtemp(join(tmpdir(), 'trunkline-admin-'));
  const host = `unix:${join(folder, 'socket')}`;
  const cleanUp = async () => {
    await registry.close();
    await rm(folder, { recursive: true, force: true });
  };
  const adminLog = {
    changed: (what: string, detail: object) => log.info({ what, ...detail }, 'the registry was changed'),
    fault: (what: string, cause: unknown) => log.error({ what, err: cause }, 'the control plane met a fault of ours'),
  };
  try {
    const admin = await startAdminServer(
      { host, port: 0, allowNonLoopback: false, maxUploadBytes: MAX_UPLOAD_BYTES },
      {
        registry,
        // There is no gateway, so nothing is in service.
        backends: { find: () => undefined },
        calls: null,
        traffic: null,
        cluster: null,
        notifications: null,
        events: null,
        sessions: NO_SESSIONS,
        log: adminLog,
      },
    );
    return {
      address: host,
      async close() {
        await admin.close(0);
        await cleanUp();
      },
    };
  } catch (cause) {
    await cleanUp();
    throw cause;
  }
}
