import { Command, InvalidArgumentError } from 'commander';
import { type ConsulOptions, playConsul } from './consul-command.ts';
import { CONSUL_SCENARIOS } from './consul-scenarios.ts';
import { type HistoryOptions, playHistory } from './history-command.ts';
import { playRolling, type RollingCommandOptions } from './rolling-command.ts';
import type { Scenario } from './scenario.ts';

const PAGE = ['--page', 'write the figures into docs/RELIABILITY.md'] as const;
const SEED = ['--seed <n>', 'the same seed breaks the same things in the same order', count, 1] as const;

const program = new Command('reliability')
  .description('break Consul and restart backends while three gateways are called, and say what became of the calls')
  .option('--scenario <name>', 'only this one; may be given again', oneMore)
  .option('--seconds <n>', 'how long each fault lasts', count, 60)
  .option('--rounds <n>', 'how often all instances of a backend are restarted', count, 50)
  .option(...PAGE)
  .action((options: ConsulOptions) => playConsul(options));

program
  .command('history')
  .description('break gateways, NATS and connections, and check all that was promised against all that came')
  .option('--kills <n>', 'how often a gateway is killed', count, 200)
  .option('--nats-kills <n>', 'how often NATS is killed', count, 50)
  .option('--seconds <n>', 'over which time', count, 1500)
  .option('--clients <n>', 'how many programs with a client', count, 200)
  .option(...SEED)
  .option(...PAGE)
  .action((options: HistoryOptions) => playHistory(options));

program
  .command('rolling')
  .description('restart gateways by SIGTERM under sessions that call')
  .option('--rounds <n>', 'how often all three are restarted', count, 50)
  .option('--sessions <n>', 'how many', count, 2000)
  .option('--calls <n>', 'in a second, in all', count, 100)
  .option('--drain-ms <n>', 'the gateways’ drainMs', count, 10_000)
  .option(...SEED)
  .option(...PAGE)
  .action((options: RollingCommandOptions) => playRolling(options));

await program.enablePositionalOptions().parseAsync();

function oneMore(name: string, previous: readonly Scenario[] | undefined): readonly Scenario[] {
  const found = CONSUL_SCENARIOS.find((scenario) => scenario.name === name);
  if (found === undefined) {
    throw new InvalidArgumentError(`There are: ${CONSUL_SCENARIOS.map((scenario) => scenario.name).join(', ')}.`);
  }
  return [...(previous ?? []), found];
}

function count(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0) throw new InvalidArgumentError('a whole number is needed');
  return value;
}
