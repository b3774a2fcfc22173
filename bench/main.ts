import { Command, InvalidArgumentError, Option } from 'commander';
import { ECHO_PATH, echoPayload, type PayloadEncoding } from './echo-payload.ts';
import type { Round, RoundResult, Shape } from './load/round.ts';
import { Nghttpd } from './nghttpd.ts';
import { PEERS } from './peers/peers.ts';
import { asTable, type Row, rowOf } from './report.ts';

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
  const rows: Row[] = [];
  await using backend = await Nghttpd.start(ECHO_PATH, echoPayload(options.payload, 'proto'));
  for (const name of options.peer) {
    const peer = PEERS.get(name);
    if (peer === undefined) continue;
    await using subject = await peer.start(`127.0.0.1:${backend.port}`);
    for (const shape of options.shape) {
      const results: RoundResult[] = [];
      for (let round = 0; round < options.rounds; round++) {
        process.stderr.write(
          `${name} ${shape.connections}x${shape.inFlight}: round ${round + 1} of ${options.rounds}\n`,
        );
        results.push(await subject.run(roundOf(options, shape, round === 0, subject.pids)));
      }
      rows.push(rowOf(name, shape, results));
    }
  }
  const asJson = options.json === true || options.output === 'json';
  process.stdout.write(asJson ? `${JSON.stringify(rows, null, 2)}\n` : asTable(rows));
  if (rows.some((row) => row.errors > 0)) process.exitCode = 1;
}

function roundOf(options: Options, shape: Shape, first: boolean, pids: readonly number[]): Round {
  return {
    shape,
    warmUpMs: first ? options.warmUp * 1000 : LATER_WARM_UP_MS,
    measureMs: options.seconds * 1000,
    callsPerSecond: options.rate ?? null,
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
