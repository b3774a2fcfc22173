import { findRow, type Row } from './report.ts';

/** A figure that the project holds itself to. */
export interface Target {
  readonly what: string;
  readonly measured: number;
  readonly atMost: number;
}

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

/** The targets that these rows say something of. `late`: rows at a third of the peak load. */
export function targetsOf(rows: readonly Row[], late: readonly Row[]): readonly Target[] {
  const targets: Target[] = [];
  for (const { peer, shape, atMost } of CPU_RATIOS) {
    const ours = findRow(rows, GATEWAY, shape);
    const theirs = findRow(rows, peer, shape);
    if (ours === undefined || theirs === undefined) continue;
    const measured = ours.cpuUsPerCall / theirs.cpuUsPerCall;
    targets.push({ what: `CPU per call against ${peer} at ${shape}`, measured, atMost });
  }
  for (const [shape, atMost] of Object.entries(CPU_US)) {
    const ours = findRow(rows, GATEWAY, shape);
    if (ours !== undefined) targets.push({ what: `CPU µs per call at ${shape}`, measured: ours.cpuUsPerCall, atMost });
  }
  const json = findRow(rows, 'trunkline json', '1x64');
  if (json !== undefined) {
    targets.push({ what: 'CPU µs per JSON call at 1x64', measured: json.cpuUsPerCall, atMost: JSON_US });
  }
  for (const { shape } of late.filter(({ peer }) => peer === GATEWAY)) {
    const added = (peer: string) =>
      (findRow(late, peer, shape)?.p99Us ?? 0) - (findRow(late, 'no gateway', shape)?.p99Us ?? 0);
    const measured = added(GATEWAY) / Math.max(1, added('haproxy'));
    const what = `added p99 against haproxy at ${shape}, a third of the peak load`;
    targets.push({ what, measured, atMost: ADDED_P99_RATIO });
  }
  return targets;
}

/** Says of each target whether it holds. */
export function asTargets(targets: readonly Target[]): string {
  const width = Math.max(0, ...targets.map(({ what }) => what.length));
  return targets
    .map(({ what, measured, atMost }) => {
      const holds = measured <= atMost ? 'holds' : 'does not hold';
      return `${what.padEnd(width)}  ${measured.toFixed(3).padStart(8)}  at most ${atMost.toFixed(3)}  ${holds}\n`;
    })
    .join('');
}
