import { type AdminServer, type BackendsView, type RegistryControl, startAdminServer } from '../../src/admin/index.ts';
import { KeptLog, registryOf, StillSessions } from './admin-views.ts';

const NO_BACKENDS: BackendsView = { find: () => undefined, all: () => [] };

export interface StartedAdmin extends AsyncDisposable {
  readonly address: string;
  readonly server: AdminServer;
  readonly sessions: StillSessions;
  readonly log: KeptLog;
}

/** An admin listener on a free loopback port, on what stands still. */
export async function startAdmin(
  parts: { registry?: RegistryControl; sessions?: StillSessions } = {},
): Promise<StartedAdmin> {
  const registry = parts.registry ?? registryOf([]);
  const sessions = parts.sessions ?? new StillSessions([]);
  const log = new KeptLog();
  const options = { host: '127.0.0.1', port: 0, allowNonLoopback: false, maxUploadBytes: 1024 * 1024 };
  const server = await startAdminServer(options, {
    registry,
    backends: NO_BACKENDS,
    calls: null,
    traffic: null,
    cluster: null,
    notifications: null,
    events: null,
    sessions,
    log,
  });
  return {
    address: `127.0.0.1:${server.port}`,
    server,
    sessions,
    log,
    [Symbol.asyncDispose]: () => server.close(0),
  };
}
