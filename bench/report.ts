import { type RoundResult, type Shape, shapeName } from './load/round.ts';

/** What a peer did with one shape: the medians of its rounds. */
export interface Row {
  readonly peer: string;
  readonly shape: string;
  readonly callsPerSecond: number;
  readonly p50Us: number;
  readonly p99Us: number;
  /** Of the subject alone, by the operating system's account. */
  readonly cpuUsPerCall: number;
  readonly userUsPerCall: number;
  readonly systemUsPerCall: number;
  /** How many processors it kept busy. */
  readonly processors: number;
  readonly calls: number;
  readonly errors: number;
  readonly rounds: number;
}

export function rowOf(peer: string, shape: Shape, rounds: readonly RoundResult[]): Row {
  const medianOf = (value: (round: RoundResult) => number) => median(rounds.map(value));
  const perCall = (us: number, round: RoundResult) => us / Math.max(1, round.calls);
  return {
    peer,
    shape: shapeName(shape),
    callsPerSecond: Math.round(medianOf((round) => (round.calls * 1000) / round.elapsedMs)),
    p50Us: medianOf((round) => round.p50Us),
    p99Us: medianOf((round) => round.p99Us),
    cpuUsPerCall: tenths(medianOf((round) => perCall(round.cpu.userUs + round.cpu.systemUs, round))),
    userUsPerCall: tenths(medianOf((round) => perCall(round.cpu.userUs, round))),
    systemUsPerCall: tenths(medianOf((round) => perCall(round.cpu.systemUs, round))),
    processors: hundredths(medianOf((round) => (round.cpu.userUs + round.cpu.systemUs) / (round.elapsedMs * 1000))),
    calls: rounds.reduce((sum, round) => sum + round.calls, 0),
    errors: rounds.reduce((sum, round) => sum + round.errors, 0),
    rounds: rounds.length,
  };
}

/** What a peer did with a shape, where it was measured. */
export function findRow(rows: readonly Row[], peer: string, shape: string): Row | undefined {
  return rows.find((row) => row.peer === peer && row.shape === shape);
}

/** Whose CPU per call the others are compared with. */
const MEASURES = [
  ['/HAPROXY', 'haproxy'],
  ['/NGINX', 'nginx'],
  ['/HTTP GATEWAY', 'http gateway'],
] as const;

type Column = readonly [title: string, cell: (row: Row) => string];
const COLUMNS: readonly Column[] = [
  ['PEER', (row) => row.peer],
  ['SHAPE', (row) => row.shape],
  ['CALLS/S', (row) => String(row.callsPerSecond)],
  ['P50 µs', (row) => String(row.p50Us)],
  ['P99 µs', (row) => String(row.p99Us)],
  ['CPU µs/CALL', (row) => row.cpuUsPerCall.toFixed(1)],
  ['USER', (row) => row.userUsPerCall.toFixed(1)],
  ['SYSTEM', (row) => row.systemUsPerCall.toFixed(1)],
  ['CPUS', (row) => row.processors.toFixed(2)],
  ['ERRORS', (row) => String(row.errors)],
];

/** The cells of each row, under their titles. Ratios are of CPU per call, to peers that the same rows hold. */
export function cellsOf(rows: readonly Row[]): { titles: readonly string[]; lines: readonly (readonly string[])[] } {
  const ratios = MEASURES.filter(([, peer]) => rows.some((row) => row.peer === peer)).map(
    ([title, peer]): Column => [title, (row) => ratioOf(row, findRow(rows, peer, row.shape))],
  );
  const columns = [...COLUMNS, ...ratios];
  return {
    titles: columns.map(([title]) => title),
    lines: rows.map((row) => columns.map(([, cell]) => cell(row))),
  };
}

export function asTable(rows: readonly Row[]): string {
  const { titles, lines } = cellsOf(rows);
  return alignedTable([titles, ...lines], 2);
}

/** Lines of cells, the first few columns to the left and the others to the right. */
export function alignedTable(lines: readonly (readonly string[])[], leftColumns: number): string {
  const widths = (lines[0] ?? []).map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  const format = (line: readonly string[]) =>
    line.map((cell, column) =>
      column < leftColumns ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
    );
  return `${lines.map((line) => format(line).join('  ').trimEnd()).join('\n')}\n`;
}

function ratioOf(row: Row, measure: Row | undefined): string {
  return measure === undefined || measure.cpuUsPerCall === 0
    ? ''
    : (row.cpuUsPerCall / measure.cpuUsPerCall).toFixed(3);
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? 0)) / 2;
}

function tenths(value: number): number {
  return Math.round(value * 10) / 10;
}

function hundredths(value: number): number {
  return Math.round(value * 100) / 100;
}
