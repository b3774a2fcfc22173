import { Command } from 'commander';
import { FULL, QUICK } from './arguments.ts';
import { alignedTable } from './report.ts';
import { asTargets } from './targets.ts';
import { measureThroughput, type Throughput } from './throughput.ts';

interface Options {
  readonly quick?: boolean;
  readonly json?: boolean;
}

/** How fast large messages pass. */
export function throughputCommand(): Command {
  return new Command('throughput')
    .description('measure calls of 1 MiB each way')
    .option('--quick', 'one round of a second')
    .option('--json', 'print JSON')
    .action(async ({ quick, json }: Options) => {
      const throughput = await measureThroughput(quick === true ? QUICK : FULL);
      process.stdout.write(
        json === true ? `${JSON.stringify(throughput, null, 2)}\n` : asText(throughput, quick !== true),
      );
      if (throughput.rows.some(({ errors }) => errors > 0)) process.exitCode = 1;
    });
}

function asText({ rows, target }: Throughput, withTarget: boolean): string {
  const { titles, lines } = throughputCells(rows);
  const table = alignedTable([titles, ...lines], 1);
  return withTarget ? `${table}\n${asTargets([target])}` : table;
}

export function throughputCells(rows: Throughput['rows']): {
  titles: readonly string[];
  lines: readonly (readonly string[])[];
} {
  return {
    titles: ['PEER', 'MiB/s EACH WAY', 'CPU µs/MiB MOVED', 'ERRORS'],
    lines: rows.map(({ peer, mibPerSecond, cpuUsPerMib, errors }) => [
      peer,
      `${mibPerSecond}`,
      cpuUsPerMib.toFixed(0),
      `${errors}`,
    ]),
  };
}
