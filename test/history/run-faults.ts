import type { Dice } from '../../src/backend/dice.ts';
import { waitFor } from '../support/wait-for.ts';
import { checkHistory } from './check/check-history.ts';
import { findLost } from './check/lost.ts';
import { Cluster } from './cluster/cluster.ts';
import { Crowd } from './crowd/crowd.ts';
import type { MemberPlan } from './crowd/crowd-messages.ts';
import type { HistoryEvent } from './event.ts';
import { FaultGround } from './faults/fault-ground.ts';
import { FAULT_KINDS, type FaultKind } from './faults/fault-kinds.ts';
import { spread } from './faults/spread.ts';
import { OrderBackend } from './order-backend.ts';
import { TcpProxy } from './proxy/tcp-proxy.ts';
import { Publisher } from './publisher.ts';
import { diceOf } from './seeded-dice.ts';

export type FaultName = keyof typeof FAULT_KINDS;

export interface RunOptions {
  readonly seed: number;
  readonly clients: number;
  readonly publishers: number;
  readonly callsPerSecond: number;
  /** Over which time faults are spread, in milliseconds. */
  readonly lastsMs: number;
  /** How often each happens. */
  readonly faults: Readonly<Record<FaultName, number>>;
  /** How many programs end, and start again. */
  readonly replacements: number;
}

export interface RunResult {
  readonly seed: number;
  readonly seconds: number;
  readonly history: readonly HistoryEvent[];
  /** What may not be, in words; empty: nothing. */
  readonly findings: readonly string[];
}

/** Short heartbeats, so that what stands still is noticed, and short waits for replies, so that much is sent again. */
const FLAGS = ['--session-min-heartbeat-ms', '1000', '--notify-ack-timeout-ms', '5000', '--drain-ms', '3000'];
const TOPICS = ['teas', 'pots', 'mugs', 'tins'];
/** One user in so many has two programs. */
const WITH_TWO_PROGRAMS = 10;
const PUBLISHER_PAUSE_MS = 150;
/** Short, so that a gateway that stands still is left soon. */
const HEARTBEAT_MS = 2000;
const SETTLE_MS = 40_000;

/**
 * Runs gateways with clients and publishers, lets everything go wrong for a while, mends it, waits until what was promised
 * has come, and checks the history of all that happened.
 */
export async function runFaults(options: RunOptions): Promise<RunResult> {
  const { seed, clients, callsPerSecond } = options;
  const startedAt = performance.now();
  const history: HistoryEvent[] = [];
  const record = (event: HistoryEvent) => {
    history.push(event);
  };
  const dice = diceOf(seed);
  using backend = await OrderBackend.start(record, dice());
  await using cluster = await Cluster.start({ backend: backend.port, flags: FLAGS });
  await using proxy = await TcpProxy.start(cluster.haproxy.port);
  await using crowd = Crowd.start(record);
  const url = `tcp://127.0.0.1:${proxy.port}`;
  const members = membersOf(clients, dice());
  await crowd.order({ kind: 'join', url, members, heartbeatMs: HEARTBEAT_MS });
  await crowd.order({ kind: 'call', perSecond: callsPerSecond, seed });
  const publishers = startPublishers(options, members, cluster, record, dice);

  const ground = new FaultGround(cluster, proxy);
  await Promise.all([
    ...faultsOf(options).map(([kind, count]) => happen(kind, count, options.lastsMs, ground, dice())),
    replacePrograms(options, url, members, crowd, dice()),
  ]);

  await cluster.ready();
  await Promise.all(publishers.map((publisher) => publisher.stop()));
  await crowd.order({ kind: 'rest' });
  await waitFor('all has come', () => findLost(history).length === 0, SETTLE_MS).catch(() => {});
  await crowd.order({ kind: 'leave' });
  for (const gateway of cluster.gateways) await gateway.kill();
  const seconds = (performance.now() - startedAt) / 1000;
  return { seed, seconds, history, findings: [...checkHistory(history), ...cluster.faults] };
}

function faultsOf({ faults }: RunOptions): readonly (readonly [FaultKind, number])[] {
  const kinds: readonly (readonly [string, FaultKind])[] = Object.entries(FAULT_KINDS);
  return kinds.map(([name, kind]) => [kind, new Map(Object.entries(faults)).get(name) ?? 0]);
}

function happen(kind: FaultKind, count: number, lastsMs: number, ground: FaultGround, dice: Dice): Promise<void> {
  return spread(count, lastsMs, () => kind.happen(ground, dice));
}

function membersOf(count: number, dice: Dice): readonly MemberPlan[] {
  return Array.from({ length: count }, (_, index) => {
    const user = index % WITH_TWO_PROGRAMS === 1 ? `u${index - 1}` : `u${index}`;
    const topics = TOPICS.filter(() => dice.below(TOPICS.length) === 0);
    return { client: `c${index}`, user, topics };
  });
}

function startPublishers(
  { publishers }: RunOptions,
  members: readonly MemberPlan[],
  { gateways }: Cluster,
  record: (event: HistoryEvent) => void,
  dice: () => Dice,
): readonly Publisher[] {
  const users = [...new Set(members.map(({ user }) => user))];
  return Array.from({ length: publishers }, (_, index) => {
    const options = { name: `p${index}`, users, topics: TOPICS, gateways, pauseMs: PUBLISHER_PAUSE_MS };
    return new Publisher(options, record, dice());
  });
}

/** A program ends as it should, and another of its user comes. */
async function replacePrograms(
  { replacements, lastsMs }: RunOptions,
  url: string,
  members: readonly MemberPlan[],
  crowd: Crowd,
  dice: Dice,
): Promise<void> {
  const running = [...members];
  let replaced = 0;
  await spread(replacements, lastsMs, async () => {
    const at = dice.below(running.length);
    const old = running[at];
    if (old === undefined) return;
    const by = { ...old, client: `r${++replaced}` };
    running[at] = by;
    await crowd.order({ kind: 'replace', url, client: old.client, by, heartbeatMs: HEARTBEAT_MS });
  });
}
