import { markdownTable } from '../../scripts/reference-docs/markdown.ts';
import { FAULT_KINDS, type FaultKind } from '../../test/history/faults/fault-kinds.ts';
import { figuresOf } from '../../test/history/history-figures.ts';
import { type FaultName, type RunOptions, type RunResult, runFaults } from '../../test/history/run-faults.ts';
import { sayBroken, writePage } from './write-page.ts';

export interface HistoryOptions {
  readonly kills: number;
  readonly natsKills: number;
  readonly seconds: number;
  readonly clients: number;
  readonly seed: number;
  readonly page?: boolean;
}

/** What a run has besides kills, in a minute. */
const PER_MINUTE = {
  gatewayStops: 1,
  natsPartitions: 2,
  clientPartitions: 1,
  cuts: 100,
  stalls: 10,
  slowClients: 10,
  replacements: 8,
};
const PUBLISHERS = 4;
const CALLS_PER_SECOND = 60;

/** Breaks everything, and checks the history. */
export async function playHistory({ kills, natsKills, seconds, clients, seed, page }: HistoryOptions): Promise<void> {
  const minutes = seconds / 60;
  const { replacements, ...rest } = PER_MINUTE;
  const each = (perMinute: number) => Math.round(perMinute * minutes);
  const options: RunOptions = {
    seed,
    clients,
    publishers: PUBLISHERS,
    callsPerSecond: CALLS_PER_SECOND,
    lastsMs: seconds * 1000,
    faults: {
      gatewayKills: kills,
      natsKills,
      gatewayStops: each(rest.gatewayStops),
      natsPartitions: each(rest.natsPartitions),
      clientPartitions: each(rest.clientPartitions),
      cuts: each(rest.cuts),
      stalls: each(rest.stalls),
      slowClients: each(rest.slowClients),
    },
    replacements: each(replacements),
  };
  const result = await runFaults(options);
  const text = resultText(clients, result);
  if (page === true) writePage(`${faultsTable(options)}\n\n${text}`, 'history');
  process.stdout.write(`${text}\n`);
  sayBroken(result.findings);
}

function faultsTable({ faults }: RunOptions): string {
  const kinds: ReadonlyMap<string, FaultKind> = new Map(Object.entries(FAULT_KINDS));
  const names: readonly FaultName[] = [
    'gatewayKills',
    'natsKills',
    'gatewayStops',
    'natsPartitions',
    'clientPartitions',
    'cuts',
    'stalls',
    'slowClients',
  ];
  const rows = names.map((name) => [kinds.get(name)?.name ?? '', kinds.get(name)?.what ?? '', `${faults[name]}`]);
  return markdownTable(['fault', 'how', 'times'], rows);
}

function resultText(clients: number, { seed, seconds, history, findings }: RunResult): string {
  const { published, owed, seen, calls, answeredOk, answeredUnknown, answeredNever } = figuresOf(history);
  return [
    `Seed ${seed}, ${seconds.toFixed(0)} s, ${clients} clients: ${published} notifications published`,
    `${owed} times stored for a user and acknowledged, ${seen} times seen by a program`,
    `${calls} calls, ${answeredOk} answered with OK, ${answeredUnknown} with an honest "nobody knows", ${answeredNever} never sent`,
    `${findings.length} promises broken.`,
  ].join('; ');
}
