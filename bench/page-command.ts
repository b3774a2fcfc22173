import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { markdownTable } from '../scripts/reference-docs/markdown.ts';
import { DEFAULT_SHAPES, FULL, positive, QUICK, type Times } from './arguments.ts';
import { ECHO_PATH, echoPayload } from './echo-payload.ts';
import { withFigures } from './figures-page.ts';
import { type Memory, measureMemory } from './idle-sessions/measure-memory.ts';
import { type Shape, shapeName } from './load/round.ts';
import { machineText } from './machine-text.ts';
import { measureLatency, measurePeers } from './measure-peers.ts';
import { Nghttpd } from './nghttpd.ts';
import { PEERS } from './peers/peers.ts';
import { Subjects } from './peers/subjects.ts';
import { asProfile } from './profile/profile-report.ts';
import { takeProfile } from './profile/take-profile.ts';
import { cellsOf, type Row } from './report.ts';
import { watchStolenTime } from './stolen-time.ts';
import { asTargetTable, memoryTarget, targetsOf } from './targets.ts';
import { measureThroughput } from './throughput.ts';
import { throughputCells } from './throughput-command.ts';

interface Options extends Partial<Times> {
  readonly quick?: boolean;
  readonly print?: boolean;
}

const PAGE = join(import.meta.dirname, '../../docs/PERFORMANCE.md');
const PAYLOAD_BYTES = 122;
/** What the targets are for. */
const PROFILED_SHAPES: readonly Shape[] = [
  { connections: 1, inFlight: 64 },
  { connections: 64, inFlight: 1 },
];
const SESSIONS = 15_000;

/** All figures in one run, on the page that shows them. */
export function pageCommand(): Command {
  return new Command('page')
    .description('measure everything, and write it into docs/PERFORMANCE.md')
    .option('--quick', 'with rounds of a second, of which figures are only printed')
    .option('--print', 'print the figures, and leave the page alone')
    .option('--seconds <n>', `how long a round is measured: ${FULL.seconds} without it`, positive)
    .option('--warm-up <n>', `seconds of load before the first round of a shape: ${FULL.warmUp} without it`, positive)
    .action(async ({ quick, print, seconds, warmUp }: Options) => {
      const full = { ...FULL, seconds: seconds ?? FULL.seconds, warmUp: warmUp ?? FULL.warmUp };
      const figures = await measureAll(quick === true ? QUICK : full);
      if (print === true || quick === true) process.stdout.write(`${figures}\n`);
      else writeFileSync(PAGE, withFigures(readFileSync(PAGE, 'utf8'), figures));
    });
}

async function measureAll(times: Times): Promise<string> {
  const stolen = watchStolenTime();
  const { rows, late } = await measureCalls(times);
  const throughput = await measureThroughput(times);
  const memory = await measureMemory(SESSIONS);
  const profiles: string[] = [];
  for (const shape of PROFILED_SHAPES) profiles.push(await profileText(shape, times));
  if ([...rows, ...late, ...throughput.rows].some(({ errors }) => errors > 0)) process.exitCode = 1;
  const targets = [...targetsOf(rows, late), memoryTarget(memory.bytesPerSession), throughput.target];
  return [
    machineText(timesText(times), stolen()),
    `### Targets\n\n${asTargetTable(targets)}`,
    `### As many calls as are answered\n\n${rowTable(rows)}`,
    `### At a third of the peak load\n\n${rowTable(late)}`,
    `### Calls of 1 MiB each way\n\n${tableOf(throughputCells(throughput.rows))}`,
    `### Idle sessions\n\n${memoryText(memory)}`,
    ...profiles,
  ].join('\n\n');
}

async function profileText(shape: Shape, { warmUp, seconds }: Times): Promise<string> {
  const times = { warmUpMs: warmUp * 1000, measureMs: seconds * 1000 };
  const profile = await takeProfile({ shape, ...times, payloadBytes: PAYLOAD_BYTES, encoding: 'proto' });
  return `### Where the time goes, at ${shapeName(shape)}\n\n\`\`\`text\n${asProfile(profile)}\`\`\``;
}

async function measureCalls(times: Times): Promise<{ rows: readonly Row[]; late: readonly Row[] }> {
  await using backend = await Nghttpd.start(ECHO_PATH, echoPayload(PAYLOAD_BYTES, 'proto'));
  await using subjects = new Subjects(`127.0.0.1:${backend.port}`);
  const peers = [...PEERS.keys()];
  const load = { times, peers, shapes: DEFAULT_SHAPES, payloadBytes: PAYLOAD_BYTES, encoding: 'proto' } as const;
  const rows = await measurePeers(subjects, load, null);
  return { rows, late: await measureLatency(subjects, load, rows) };
}

function timesText({ rounds, seconds, warmUp }: Times): string {
  return `: medians of ${rounds} rounds of ${seconds} s after ${warmUp} s of warm-up`;
}

function rowTable(rows: readonly Row[]): string {
  return tableOf(cellsOf(rows));
}

function tableOf({ titles, lines }: ReturnType<typeof cellsOf>): string {
  return markdownTable(
    titles.map((title) => title.toLowerCase()),
    lines,
  );
}

function memoryText({ sessions, bytesPerSession, bytesPerBareSocket }: Memory): string {
  return `${bytesPerSession} bytes of resident memory for each of ${sessions} sessions that are logged in and idle; \
a bare socket in a server of Node that does nothing takes ${bytesPerBareSocket}.`;
}
