import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock } from '../clock/index.ts';
import type { ConnectionCounters, TcpListener } from '../listen/index.ts';
import type { SessionTable } from '../session/index.ts';

const POLL_MS = 20;

/**
 * Lets the client side run dry: no new connections, every session is told to go elsewhere, open calls are answered.
 * Returns when the last connection is gone, or `drainMs` has passed; what is open then is cut.
 */
export async function drain(
  listener: TcpListener,
  sessions: SessionTable,
  connections: ConnectionCounters,
  clock: Clock,
  drainMs: number,
): Promise<void> {
  listener.stopAccepting();
  const endsAtMs = clock.nowMs() + drainMs;
  for (const session of [...sessions.all()]) session.drain('the gateway is draining');
  while (connections.open > 0 && clock.nowMs() < endsAtMs) await sleep(POLL_MS);
  listener.destroyAll();
}
