import type { AdminClient } from '../admin-api/index.ts';
import { withAdmin } from './admin-access.ts';
import { getConfig } from './config-access.ts';
import { Failure } from './failure.ts';
import type { RegistryOptions } from './options.ts';
import type { Terminal } from './terminal.ts';

/** Registrations of a gateway's own folder are its own to change. */
const OF_A_GATEWAY = 'folder';

/**
 * Runs `use` with a client of the admin API: of the gateway, or where `--registry` names a registry in Consul, of that
 * itself, with the same checks and answers.
 */
export async function withRegistry<T>(
  { admin, registry }: RegistryOptions,
  terminal: Terminal,
  use: (admin: AdminClient) => Promise<T>,
): Promise<T> {
  if (registry === undefined || registry === OF_A_GATEWAY) return withAdmin(admin, use);
  const { config } = await getConfig({ flags: { registry }, environment: terminal.environment, file: null });
  const { openLog, startRegistryAdmin } = await import('../gateway/index.ts');
  const opened = await startRegistryAdmin(config, openLog('error')).catch((cause: unknown) => {
    throw new Failure(`The registry at ${registry} cannot be opened.`, {
      facts: [['cause', cause instanceof Error ? cause.message : String(cause)]],
      remedy: 'See whether Consul answers there, and what the token in CONSUL_HTTP_TOKEN may do.',
    });
  });
  try {
    return await withAdmin(opened.address, use);
  } finally {
    await opened.close();
  }
}
