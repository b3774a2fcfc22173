import { CONSUL_SCENARIOS } from './consul-scenarios.ts';
import { brokenPromises, type Played, playedMarkdown, playedText, restartsText } from './reliability-report.ts';
import { restartBackends } from './rolling-restarts.ts';
import { play, type Scenario } from './scenario.ts';
import { sayBroken, writePage } from './write-page.ts';

export interface ConsulOptions {
  readonly scenario?: readonly Scenario[];
  readonly seconds: number;
  readonly rounds: number;
  readonly page?: boolean;
}

/** Breaks Consul in each way, and restarts backends. */
export async function playConsul(options: ConsulOptions): Promise<void> {
  const { scenario: scenarios = CONSUL_SCENARIOS, seconds, rounds, page } = options;
  const played: Played[] = [];
  for (const scenario of scenarios) {
    played.push({ scenario, seconds, outcome: await play(scenario, seconds) });
    process.stderr.write(`${scenario.name}: done\n`);
  }
  const restarts = rounds > 0 ? await restartBackends(rounds) : null;
  if (page === true && restarts !== null) {
    writePage(`${playedMarkdown(played)}\n\nRolling restarts of three instances: ${restartsText(restarts)}.`);
  }
  if (played.length > 0) process.stdout.write(`${playedText(played)}\n`);
  if (restarts !== null) process.stdout.write(`${restartsText(restarts)}\n`);
  sayBroken([...played.flatMap(brokenPromises), ...(restarts === null ? [] : restarts.failures)]);
}
