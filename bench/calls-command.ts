import { writeFileSync } from 'node:fs';
import { Command, Option } from 'commander';
import { DEFAULT_SHAPES, FULL, positive, QUICK, shapes, type Times } from './arguments.ts';
import { ECHO_PATH, echoPayload, type PayloadEncoding } from './echo-payload.ts';
import type { Shape } from './load/round.ts';
import { type Load, measureLatency, measurePeers } from './measure-peers.ts';
import { Nghttpd } from './nghttpd.ts';
import { PEERS } from './peers/peers.ts';
import { Subjects } from './peers/subjects.ts';
import { asTable } from './report.ts';
import { watchStolenTime } from './stolen-time.ts';
import { asTargets, targetsOf } from './targets.ts';

interface Options extends Partial<Times> {
  readonly peer: readonly string[];
  readonly shape: readonly Shape[];
  readonly quick?: boolean;
  readonly rate?: number;
  readonly payload: number;
  readonly encoding: PayloadEncoding;
  readonly output: 'table' | 'json';
  readonly json?: boolean;
  readonly save?: string;
}

/** What every other figure stands beside: calls a second, latency and CPU of each peer. */
export function callsCommand(): Command {
  return new Command('calls')
    .description('measure calls per second, latency, and CPU per call of the gateway process alone')
    .addOption(new Option('--peer <name...>', 'what to measure').choices([...PEERS.keys()]).default([...PEERS.keys()]))
    .option('--shape <shape...>', 'CONNECTIONSxIN_FLIGHT', shapes, DEFAULT_SHAPES)
    .option('--quick', 'one round of a second: tells whether it runs, not what it costs')
    .option('--seconds <n>', `how long a round is measured: ${FULL.seconds} without it`, positive)
    .option('--warm-up <n>', `seconds of load before the first round of a shape: ${FULL.warmUp} without it`, positive)
    .option('--rounds <n>', `rounds, of which the median counts: ${FULL.rounds} without it`, positive)
    .option('--rate <calls>', 'open loop: so many calls a second, whatever the answers do', positive)
    .option('--payload <bytes>', 'size of a request and of its answer', positive, 122)
    .addOption(new Option('--encoding <encoding>', 'of the calls').choices(['proto', 'json']).default('proto'))
    .addOption(new Option('-o, --output <format>', 'how to print').choices(['table', 'json']).default('table'))
    .option('--json', 'the same as -o json')
    .option('--save <file>', 'write the JSON into a file, too')
    .action(measure);
}

async function measure({ quick, ...options }: Options): Promise<void> {
  const times = { ...(quick === true ? QUICK : FULL), ...given(options) };
  const { shape, peer: peers, payload: payloadBytes, encoding } = options;
  const load: Load = { times, shapes: shape, peers, payloadBytes, encoding };
  const stolen = watchStolenTime();
  await using backend = await Nghttpd.start(ECHO_PATH, echoPayload(payloadBytes, 'proto'));
  await using subjects = new Subjects(`127.0.0.1:${backend.port}`);
  const rows = await measurePeers(subjects, load, options.rate ?? null);
  const late = options.rate === undefined ? await measureLatency(subjects, load, rows) : [];
  const targets = quick === true ? [] : targetsOf(rows, late);
  const stolenShare = stolen();
  const json = `${JSON.stringify({ rows, atAThirdOfThePeak: late, targets, stolenShare }, null, 2)}\n`;
  if (options.save !== undefined) writeFileSync(options.save, json);
  const note = `The host gave ${(stolenShare * 100).toFixed(1)} % of this machine's time to others.\n`;
  const text = [
    asTable(rows),
    ...(late.length > 0 ? [asTable(late)] : []),
    ...(targets.length > 0 ? [asTargets(targets)] : []),
    note,
  ].join('\n');
  process.stdout.write(options.json === true || options.output === 'json' ? json : text);
  if ([...rows, ...late].some((row) => row.errors > 0)) process.exitCode = 1;
}

function given({ warmUp, seconds, rounds }: Partial<Times>): Partial<Times> {
  return {
    ...(warmUp === undefined ? {} : { warmUp }),
    ...(seconds === undefined ? {} : { seconds }),
    ...(rounds === undefined ? {} : { rounds }),
  };
}
