import { figuresOf } from '../../test/history/history-figures.ts';
import { type RollingResult, runRolling } from '../../test/history/run-rolling.ts';
import { sayBroken, writePage } from './write-page.ts';

export interface RollingCommandOptions {
  readonly rounds: number;
  readonly sessions: number;
  readonly calls: number;
  readonly drainMs: number;
  readonly seed: number;
  readonly page?: boolean;
}

/** Restarts gateways, one after the other. */
export async function playRolling(options: RollingCommandOptions): Promise<void> {
  const { rounds, sessions, calls, drainMs, seed, page } = options;
  const result = await runRolling({
    seed,
    rounds,
    sessions,
    callsPerSecond: calls,
    drainMs,
    progress: (round) => process.stderr.write(`round ${round}: done\n`),
  });
  const text = resultText(options, result);
  if (page === true) writePage(text, 'rolling restarts');
  process.stdout.write(`${text}\n`);
  sayBroken(result.findings);
}

function resultText({ rounds, sessions, drainMs }: RollingCommandOptions, result: RollingResult): string {
  const { seed, seconds, restarts, slowestDrainMs, history, findings } = result;
  const { calls, answeredOk, owed } = figuresOf(history);
  return [
    `Seed ${seed}, ${seconds.toFixed(0)} s, ${sessions} sessions, \`drainMs\` ${drainMs}: ${restarts} restarts in ${rounds} rounds`,
    `the slowest took ${(slowestDrainMs / 1000).toFixed(1)} s from SIGTERM to its exit`,
    `${calls} calls, ${calls - answeredOk} failed`,
    `${owed} times a notification stored for a user and acknowledged`,
    `${findings.length} promises broken.`,
  ].join('; ');
}
