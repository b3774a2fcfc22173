import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock } from '../clock/index.ts';
import type { ConnectionCounters, TcpListener } from '../listen/index.ts';
import type { SessionTable } from '../session/index.ts';

const POLL_MS = 20;
/** Sessions are told to go over this part of the time, so that they do not all come to the other gateways at once. */
const SPREAD_PART = 0.4;
const STEP_MS = 50;
/** So few may go at once. */
const LEAST_AT_ONCE = 20;

export interface DrainOptions {
  /** How long open calls may take to end. */
  readonly drainMs: number;
  /** How long sessions without a connection are kept for the gateways that their clients come to. */
  readonly handOverMs: number;
  /** How many sessions have gone to other gateways, and have calls here that run. */
  readonly leftBehind: () => number;
}

/**
 * Lets the client side run dry: no new connections, every session is told to go elsewhere, open calls are answered.
 * Returns when the last connection is gone, and no session is left to hand over and no call of one that was, or the time is up; what is open then is
 * cut.
 */
export async function drain(
  listener: TcpListener,
  sessions: SessionTable,
  connections: ConnectionCounters,
  clock: Clock,
  { drainMs, handOverMs, leftBehind }: DrainOptions,
): Promise<void> {
  listener.stopAccepting();
  const endsAtMs = clock.nowMs() + drainMs;
  const steps = Math.max(1, Math.floor((drainMs * SPREAD_PART) / STEP_MS));
  const atOnce = Math.max(LEAST_AT_ONCE, Math.ceil(sessions.size / steps));
  // A connection that was accepted before may log in only now.
  while (connections.open > 0 && clock.nowMs() < endsAtMs) {
    const untold = [...sessions.all()].filter(({ draining }) => !draining);
    for (const session of untold.slice(0, atOnce)) session.drain('the gateway is draining');
    await sleep(untold.length > atOnce ? STEP_MS : POLL_MS);
  }
  listener.destroyAll();
  const handOverEndsAtMs = Math.min(endsAtMs, clock.nowMs() + handOverMs);
  while (sessions.size > 0 && clock.nowMs() < handOverEndsAtMs) await sleep(POLL_MS);
  while (leftBehind() > 0 && clock.nowMs() < endsAtMs) await sleep(POLL_MS);
}
