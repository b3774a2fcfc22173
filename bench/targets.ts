import { markdownTable } from '../scripts/reference-docs/markdown.ts';
import { findRow, type Row } from './report.ts';

/** A figure that the project holds itself to. */
export interface Target {
  readonly what: string;
  /** Null where the run was too noisy to say. */
  readonly measured: number | null;
  readonly bound: Bound;
}

export type Bound = { readonly atMost: number } | { readonly atLeast: number };

interface CpuRatio {
  readonly peer: string;
  readonly shape: string;
  readonly atMost: number;
}

const GATEWAY = 'trunkline';
const CPU_RATIOS: readonly CpuRatio[] = [
  { peer: 'haproxy', shape: '1x64', atMost: 0.4 },
  { peer: 'haproxy', shape: '64x1', atMost: 0.8 },
  { peer: 'nginx', shape: '1x64', atMost: 0.16 },
  { peer: 'nginx', shape: '64x1', atMost: 0.4 },
  { peer: 'http gateway', shape: '1x64', atMost: 1 / 40 },
  { peer: 'http gateway', shape: '64x1', atMost: 1 / 10 },
];
const CPU_US: Readonly<Record<string, number>> = { '1x64': 6, '64x1': 18 };
const JSON_US = 25;
const ADDED_P99_RATIO = 1.2;
const SESSION_BYTES = 8192;
const THROUGHPUT_RATIO = 0.5;

/** The targets that these rows say something of. `late`: rows at a third of the peak load. */
export function targetsOf(rows: readonly Row[], late: readonly Row[]): readonly Target[] {
  const targets: Target[] = [];
  for (const { peer, shape, atMost } of CPU_RATIOS) {
    const ours = findRow(rows, GATEWAY, shape);
    const theirs = findRow(rows, peer, shape);
    if (ours === undefined || theirs === undefined) continue;
    const measured = ours.cpuUsPerCall / theirs.cpuUsPerCall;
    targets.push({ what: `CPU per call against ${peer} at ${shape}`, measured, bound: { atMost } });
  }
  for (const [shape, atMost] of Object.entries(CPU_US)) {
    const ours = findRow(rows, GATEWAY, shape);
    if (ours !== undefined)
      targets.push({ what: `CPU µs per call at ${shape}`, measured: ours.cpuUsPerCall, bound: { atMost } });
  }
  const json = findRow(rows, 'trunkline json', '1x64');
  if (json !== undefined)
    targets.push({ what: 'CPU µs per JSON call at 1x64', measured: json.cpuUsPerCall, bound: { atMost: JSON_US } });
  for (const { shape } of late.filter(({ peer }) => peer === GATEWAY)) {
    const what = `added p99 against haproxy at ${shape}, a third of the peak load`;
    targets.push({ what, measured: addedP99Ratio(late, shape), bound: { atMost: ADDED_P99_RATIO } });
  }
  return targets;
}

export function memoryTarget(bytesPerSession: number): Target {
  return { what: 'bytes of memory per idle session', measured: bytesPerSession, bound: { atMost: SESSION_BYTES } };
}

export function throughputTarget(ours: number, tcp: number): Target {
  const what = 'throughput of 1 MiB payloads against haproxy-tcp';
  return { what, measured: ours / tcp, bound: { atLeast: THROUGHPUT_RATIO } };
}

/** What a reader is told of it. */
function verdictOf({ measured, bound }: Target): string {
  if (measured === null) return 'too noisy to say';
  const holds = 'atMost' in bound ? measured <= bound.atMost : measured >= bound.atLeast;
  return holds ? 'holds' : 'does not hold';
}

function boundText(bound: Bound): string {
  return 'atMost' in bound ? `at most ${figure(bound.atMost)}` : `at least ${figure(bound.atLeast)}`;
}

/** Three digits behind the point, where there is something to see. */
function figure(value: number): string {
  return value >= 100 ? value.toFixed(0) : value.toFixed(3);
}

export function asTargets(targets: readonly Target[]): string {
  const width = Math.max(0, ...targets.map(({ what }) => what.length));
  return targets
    .map((target) => {
      const measured = (target.measured === null ? '-' : figure(target.measured)).padStart(8);
      return `${target.what.padEnd(width)}  ${measured}  ${boundText(target.bound).padEnd(14)}  ${verdictOf(target)}\n`;
    })
    .join('');
}

/**
 * What the gateway adds to the p99 of a client with nothing between, against what HAProxy adds. Where HAProxy seems to
 * add nothing, or the gateway to take away, the machine's noise is greater than both, and there is no ratio.
 */
function addedP99Ratio(late: readonly Row[], shape: string): number | null {
  const floor = findRow(late, 'no gateway', shape)?.p99Us;
  const ours = findRow(late, GATEWAY, shape)?.p99Us;
  const theirs = findRow(late, 'haproxy', shape)?.p99Us;
  if (floor === undefined || ours === undefined || theirs === undefined) return null;
  return ours > floor && theirs > floor ? (ours - floor) / (theirs - floor) : null;
}

/** As Markdown. */
export function asTargetTable(targets: readonly Target[]): string {
  const lines = targets.map((target) => [
    target.what,
    boundText(target.bound),
    target.measured === null ? '' : figure(target.measured),
    verdictOf(target),
  ]);
  return markdownTable(['target', 'bound', 'measured', ''], lines);
}
