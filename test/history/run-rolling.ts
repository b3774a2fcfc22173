import { waitFor } from '../support/wait-for.ts';
import { checkHistory } from './check/check-history.ts';
import { eventsOf } from './check/events-of.ts';
import { findLost } from './check/lost.ts';
import { Cluster } from './cluster/cluster.ts';
import type { ClusterGateway } from './cluster/cluster-gateway.ts';
import { Crowd } from './crowd/crowd.ts';
import type { HistoryEvent } from './event.ts';
import { OrderBackend } from './order-backend.ts';
import { Publisher } from './publisher.ts';
import { diceOf } from './seeded-dice.ts';

export interface RollingOptions {
  readonly seed: number;
  /** In each, all gateways are restarted, one after the other. */
  readonly rounds: number;
  readonly sessions: number;
  readonly callsPerSecond: number;
  /** The gateways' `drainMs`. */
  readonly drainMs: number;
  /** Hears of each round. */
  readonly progress?: (round: number) => void;
}

export interface RollingResult {
  readonly seed: number;
  readonly seconds: number;
  readonly restarts: number;
  readonly slowestDrainMs: number;
  readonly history: readonly HistoryEvent[];
  /** What may not be, in words; empty: nothing. A call that failed may not be, for whatever reason. */
  readonly findings: readonly string[];
}

const MOST_TO_DRAIN_MS = 30_000;
const HEARTBEAT_MS = 30_000;
const PUBLISHERS = 2;
const PUBLISHER_PAUSE_MS = 200;
const SETTLE_MS = 30_000;
const TOPICS = ['teas', 'pots'];

/** Restarts gateways by SIGTERM, one after the other, under sessions that call and are notified all the while. */
export async function runRolling(options: RollingOptions): Promise<RollingResult> {
  const { seed, sessions, callsPerSecond, drainMs, rounds } = options;
  const startedAt = performance.now();
  const history: HistoryEvent[] = [];
  const record = (event: HistoryEvent) => {
    history.push(event);
  };
  const dice = diceOf(seed);
  using backend = await OrderBackend.start(record, dice());
  const flags = ['--drain-ms', `${drainMs}`];
  await using cluster = await Cluster.start({ backend: backend.port, flags });
  await using crowd = Crowd.start(record);
  const topicDice = dice();
  const members = Array.from({ length: sessions }, (_, index) => ({
    client: `c${index}`,
    user: `u${index}`,
    topics: TOPICS.filter(() => topicDice.below(20) === 0),
  }));
  const url = `tcp://127.0.0.1:${cluster.haproxy.port}`;
  await crowd.order({ kind: 'join', url, members, heartbeatMs: HEARTBEAT_MS });
  await crowd.order({ kind: 'call', perSecond: callsPerSecond, seed });
  const users = members.map(({ user }) => user);
  const publishers = Array.from({ length: PUBLISHERS }, (_, index) => {
    const { gateways } = cluster;
    const to = { name: `p${index}`, users, topics: TOPICS, gateways, pauseMs: PUBLISHER_PAUSE_MS };
    return new Publisher(to, record, dice());
  });

  const drains: Drain[] = [];
  for (let round = 1; round <= rounds; round++) {
    for (const gateway of cluster.gateways) drains.push(await restart(gateway));
    options.progress?.(round);
  }

  await Promise.all(publishers.map((publisher) => publisher.stop()));
  await crowd.order({ kind: 'rest' });
  await waitFor('all has come', () => findLost(history).length === 0, SETTLE_MS).catch(() => {});
  await crowd.order({ kind: 'leave' });
  for (const gateway of cluster.gateways) await gateway.kill();
  return {
    seed,
    seconds: (performance.now() - startedAt) / 1000,
    restarts: drains.length,
    slowestDrainMs: Math.max(0, ...drains.map(({ tookMs }) => tookMs)),
    history,
    findings: [...checkHistory(history), ...findFailed(history), ...badDrains(drains), ...cluster.faults],
  };
}

interface Drain {
  readonly name: string;
  readonly code: number | null;
  readonly tookMs: number;
}

async function restart(gateway: ClusterGateway): Promise<Drain> {
  const drain = await gateway.drain();
  await gateway.start();
  await gateway.ready();
  return { name: gateway.name, ...drain };
}

function findFailed(history: readonly HistoryEvent[]): readonly string[] {
  const failed: string[] = [];
  for (const { key, outcome } of eventsOf(history, 'answered')) {
    if (outcome.kind === 'failed') failed.push(`${key} failed: ${outcome.why}`);
  }
  return failed;
}

function badDrains(drains: readonly Drain[]): readonly string[] {
  return drains
    .filter(({ code, tookMs }) => code !== 0 || tookMs > MOST_TO_DRAIN_MS)
    .map(({ name, code, tookMs }) => `${name} ended with ${code} after ${tookMs.toFixed(0)} ms`);
}
