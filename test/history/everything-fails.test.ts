import { expect, it } from 'vitest';
import { figuresOf } from './history-figures.ts';
import { runFaults } from './run-faults.ts';

/** Say another to break other things, or the same in another order. */
const SEED = Number(process.env['TRUNKLINE_HISTORY_SEED'] ?? 1);

/** With what it takes to start and to come to rest: two minutes. */
const LASTS_MS = 105_000;

it(`nothing that was promised is broken while gateways, NATS and connections fail (seed ${SEED})`, async () => {
  const { history, findings } = await runFaults({
    seed: SEED,
    clients: 200,
    publishers: 4,
    callsPerSecond: 40,
    lastsMs: LASTS_MS,
    faults: {
      gatewayKills: 8,
      natsKills: 4,
      gatewayStops: 2,
      natsPartitions: 2,
      clientPartitions: 2,
      cuts: 200,
      stalls: 16,
      slowClients: 16,
    },
    replacements: 12,
  });
  console.log(`seed ${SEED}: ${JSON.stringify(figuresOf(history))}`);
  expect(findings).toEqual([]);
  const { owed, seen, answeredOk } = figuresOf(history);
  expect(Math.min(owed, seen, answeredOk)).toBeGreaterThan(100);
});
