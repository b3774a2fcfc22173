import { setTimeout as pause } from 'node:timers/promises';
import { ConsulAgent } from '../../test/support/consul-agent.ts';
import { Ground } from './ground.ts';
import type { LoadResult } from './steady-load.ts';

const GATEWAYS = 3;
const LONGEST_AWAY_MS = 1500;

export interface Restarts extends LoadResult {
  readonly rounds: number;
  readonly restarts: number;
}

/** Restarts all instances of a backend, one after the other, so many times, while three gateways call them. */
export async function restartBackends(rounds: number): Promise<Restarts> {
  await using agent = await ConsulAgent.start();
  const gateways = Array.from({ length: GATEWAYS }, () => ({ consul: agent.address }));
  await using ground = await Ground.open({ gateways, agent });
  const { instances } = ground;
  for (let round = 0; round < rounds; round++) {
    for (let index = 0; index < instances.count; index++) {
      await instances.restart(index, Math.random() * LONGEST_AWAY_MS);
      // Gateways may have seen it go, or only come back.
      await pause(Math.random() * LONGEST_AWAY_MS);
      await ground.allSeeAllInstances();
    }
  }
  return { rounds, restarts: rounds * instances.count, ...(await ground.load.take()) };
}
