import { Command, InvalidArgumentError, Option } from 'commander';
import { ECHO_PATH, echoPayload, type PayloadEncoding } from './echo-payload.ts';
import type { Round, RoundResult, Shape } from './load/round.ts';
import { Nghttpd } from './nghttpd.ts';
import { NO_GATEWAY } from './peers/direct.ts';
import { HAPROXY } from './peers/haproxy.ts';
import { PEERS } from './peers/peers.ts';
import { Subjects } from './peers/subjects.ts';
import { TRUNKLINE } from './peers/trunkline.ts';
import { asTable, findRow, type Row, rowOf } from './report.ts';
import { asTargets, targetsOf } from './targets.ts';

interface Options {
  readonly peer: readonly string[];
  readonly shape: readonly Shape[];
  readonly seconds: number;
  readonly warmUp: number;
  readonly rounds: number;
  readonly rate?: number;
  readonly payload: number;
  readonly encoding: PayloadEncoding;
  readonly output: 'table' | 'json';
  readonly json?: boolean;
}

/** A round that is not the first finds everything warm but its connections. */
const LATER_WARM_UP_MS = 500;
const DEFAULT_SHAPES: readonly Shape[] = [
  { connections: 1, inFlight: 64 },
  { connections: 1, inFlight: 256 },
  { connections: 16, inFlight: 16 },
  { connections: 64, inFlight: 1 },
];

const command = new Command('bench')
  .description('measure calls per second, latency, and CPU per call of the gateway process alone')
  .addOption(new Option('--peer <name...>', 'what to measure').choices([...PEERS.keys()]).default([...PEERS.keys()]))
  .option('--shape <shape...>', 'CONNECTIONSxIN_FLIGHT', shapes, DEFAULT_SHAPES)
  .option('--seconds <n>', 'how long a round is measured', positive, 5)
  .option('--warm-up <n>', 'seconds of load before the first round of a shape', positive, 3)
  .option('--rounds <n>', 'rounds, of which the median counts', positive, 3)
  .option('--rate <calls>', 'open loop: so many calls a second, whatever the answers do', positive)
  .option('--payload <bytes>', 'size of a request and of its answer', positive, 122)
  .addOption(new Option('--encoding <encoding>', 'of the calls').choices(['proto', 'json']).default('proto'))
  .addOption(new Option('-o, --output <format>', 'how to print').choices(['table', 'json']).default('table'))
  .option('--json', 'the same as -o json');

await measure(command.parse().opts<Options>());

async function measure(options: Options): Promise<void> {
  await using backend = await Nghttpd.start(ECHO_PATH, echoPayload(options.payload, 'proto'));
  await using subjects = new Subjects(`127.0.0.1:${backend.port}`);
  const rows: Row[] = [];
  for (const shape of options.shape) rows.push(...(await measureShape(subjects, options, shape, options.rate ?? null)));
  const late = options.rate === undefined ? await measureLatency(subjects, options, rows) : [];
  const targets = targetsOf(rows, late);
  const asJson = options.json === true || options.output === 'json';
  if (asJson) process.stdout.write(`${JSON.stringify({ rows, atAThirdOfThePeak: late, targets }, null, 2)}\n`);
  else
    process.stdout.write([asTable(rows), ...(late.length > 0 ? [asTable(late)] : []), asTargets(targets)].join('\n'));
  if ([...rows, ...late].some((row) => row.errors > 0)) process.exitCode = 1;
}

/** Rounds of the peers take turns, so that a machine that is slower for a while is slower for all of them. */
async function measureShape(
  subjects: Subjects,
  { peer: names, rounds, ...options }: Options,
  shape: Shape,
  rate: number | null,
): Promise<Row[]> {
  const results = new Map<string, RoundResult[]>(names.map((name) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    for (const [name, done] of results) {
      process.stderr.write(`${name} ${shape.connections}x${shape.inFlight}: round ${round + 1} of ${rounds}\n`);
      const subject = await subjects.get(name);
      done.push(await subject.run(roundOf(options, shape, round === 0, subject.pids, rate)));
    }
  }
  return [...results].map(([name, done]) => rowOf(name, shape, done));
}

/** Latency means something below the peak only: a third of what the slower of the two takes, with each call on time. */
async function measureLatency(subjects: Subjects, options: Options, rows: readonly Row[]): Promise<Row[]> {
  const late: Row[] = [];
  for (const shape of options.shape) {
    const name = `${shape.connections}x${shape.inFlight}`;
    const peaks = [TRUNKLINE.name, HAPROXY.name].map((peer) => findRow(rows, peer, name)?.callsPerSecond);
    if (peaks.includes(undefined)) continue;
    const rate = Math.floor(Math.min(...peaks.map((peak) => peak ?? 0)) / 3);
    const peers = [NO_GATEWAY.name, TRUNKLINE.name, HAPROXY.name];
    late.push(...(await measureShape(subjects, { ...options, peer: peers }, shape, rate)));
  }
  return late;
}

function roundOf(
  options: Pick<Options, 'warmUp' | 'seconds' | 'payload' | 'encoding'>,
  shape: Shape,
  first: boolean,
  pids: readonly number[],
  rate: number | null,
): Round {
  return {
    shape,
    warmUpMs: first ? options.warmUp * 1000 : LATER_WARM_UP_MS,
    measureMs: options.seconds * 1000,
    callsPerSecond: rate,
    payloadBytes: options.payload,
    encoding: options.encoding,
    pids,
  };
}

function shapes(text: string, earlier: readonly Shape[]): readonly Shape[] {
  const match = /^(\d+)x(\d+)$/.exec(text);
  const connections = Number(match?.[1]);
  const inFlight = Number(match?.[2]);
  if (!(connections >= 1 && inFlight >= 1)) throw new InvalidArgumentError('a shape is like 1x64');
  const shape = { connections, inFlight };
  return earlier === DEFAULT_SHAPES ? [shape] : [...earlier, shape];
}

function positive(text: string): number {
  const value = Number(text);
  if (!(value > 0)) throw new InvalidArgumentError('a number above 0 is needed');
  return value;
}
