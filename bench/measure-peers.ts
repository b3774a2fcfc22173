import type { Times } from './arguments.ts';
import type { PayloadEncoding } from './echo-payload.ts';
import { type RoundResult, type Shape, shapeName } from './load/round.ts';
import { NO_GATEWAY } from './peers/direct.ts';
import { HAPROXY } from './peers/haproxy.ts';
import type { Subject } from './peers/peer.ts';
import type { Subjects } from './peers/subjects.ts';
import { TRUNKLINE } from './peers/trunkline.ts';
import { findRow, type Row, rowOf } from './report.ts';

export interface Load {
  readonly times: Times;
  readonly peers: readonly string[];
  readonly shapes: readonly Shape[];
  /** Size of a request and of its answer. */
  readonly payloadBytes: number;
  readonly encoding: PayloadEncoding;
}

/** A round that is not the first finds everything warm but its connections. */
const LATER_WARM_UP_MS = 500;

/** A row for each shape and peer. `rate`: calls a second, open loop; null: as many as are answered. */
export async function measurePeers(subjects: Subjects, load: Load, rate: number | null): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for (const shape of load.shapes) rows.push(...(await measureShape(subjects, load, shape, rate)));
  return rows;
}

/** Latency means something below the peak only: a third of what the slower of the two takes, with each call on time. */
export async function measureLatency(subjects: Subjects, load: Load, rows: readonly Row[]): Promise<readonly Row[]> {
  const late: Row[] = [];
  for (const shape of load.shapes) {
    const name = shapeName(shape);
    const ours = findRow(rows, TRUNKLINE.name, name);
    const theirs = findRow(rows, HAPROXY.name, name);
    if (ours === undefined || theirs === undefined) continue;
    const rate = Math.max(1, Math.floor(Math.min(ours.callsPerSecond, theirs.callsPerSecond) / 3));
    const peers = [NO_GATEWAY.name, TRUNKLINE.name, HAPROXY.name];
    late.push(...(await measureShape(subjects, { ...load, peers }, shape, rate)));
  }
  return late;
}

/** Rounds of the peers take turns, so that a machine that is slower for a while is slower for all of them. */
async function measureShape(subjects: Subjects, load: Load, shape: Shape, rate: number | null): Promise<Row[]> {
  const results = new Map<string, RoundResult[]>(load.peers.map((name) => [name, []]));
  for (let round = 0; round < load.times.rounds; round++) {
    for (const [name, done] of results) {
      process.stderr.write(`${name} ${shapeName(shape)}: round ${round + 1} of ${load.times.rounds}\n`);
      done.push(await measureRound(await subjects.get(name), load, shape, round === 0, rate));
    }
  }
  return [...results].map(([name, done]) => rowOf(name, shape, done));
}

function measureRound(
  subject: Subject,
  { times, payloadBytes, encoding }: Load,
  shape: Shape,
  first: boolean,
  rate: number | null,
): Promise<RoundResult> {
  return subject.run({
    shape,
    warmUpMs: first ? times.warmUp * 1000 : LATER_WARM_UP_MS,
    measureMs: times.seconds * 1000,
    callsPerSecond: rate,
    payloadBytes,
    encoding,
    pids: subject.pids,
  });
}
