import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { withFigures } from '../figures-page.ts';
import { CONSUL_SCENARIOS } from './consul-scenarios.ts';
import { brokenPromises, type Played, playedMarkdown, playedText, restartsText } from './reliability-report.ts';
import { restartBackends } from './rolling-restarts.ts';
import { play, type Scenario } from './scenario.ts';

interface Options {
  readonly scenario?: readonly Scenario[];
  readonly seconds: number;
  readonly rounds: number;
  readonly page?: boolean;
}

const PAGE = join(import.meta.dirname, '../../../docs/RELIABILITY.md');

const options = new Command('reliability')
  .description('break Consul and restart backends while three gateways are called, and say what became of the calls')
  .option('--scenario <name>', 'only this one; may be given again', oneMore)
  .option('--seconds <n>', 'how long each fault lasts', count, 60)
  .option('--rounds <n>', 'how often all instances of a backend are restarted', count, 50)
  .option('--page', 'write the figures into docs/RELIABILITY.md')
  .parse()
  .opts<Options>();

const { scenario: scenarios = CONSUL_SCENARIOS, seconds, rounds, page } = options;
const played: Played[] = [];
for (const scenario of scenarios) {
  played.push({ scenario, seconds, outcome: await play(scenario, seconds) });
  process.stderr.write(`${scenario.name}: done\n`);
}
const restarts = rounds > 0 ? await restartBackends(rounds) : null;
const broken = [...played.flatMap(brokenPromises), ...(restarts === null ? [] : restarts.failures)];
if (broken.length > 0) process.exitCode = 1;
if (page === true && restarts !== null) {
  const figures = `${playedMarkdown(played)}\n\nRolling restarts of three instances: ${restartsText(restarts)}.`;
  writeFileSync(PAGE, withFigures(readFileSync(PAGE, 'utf8'), figures));
}
if (played.length > 0) process.stdout.write(`${playedText(played)}\n`);
if (restarts !== null) process.stdout.write(`${restartsText(restarts)}\n`);
process.stdout.write(broken.length === 0 ? 'all promises held\n' : `${broken.join('\n')}\n`);

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
