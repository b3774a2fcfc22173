import { expect, it } from 'vitest';
import { figuresOf } from './history-figures.ts';
import { runFaults } from './run-faults.ts';

/** Say another to break other things, or the same in another order. */
const SEED = Number(process.env['TRUNKLINE_HISTORY_SEED'] ?? 1);

/** As long as one gateway stands still, and a little more. */
const LASTS_MS = 50_000;

it(`nothing that was promised is broken while gateways, NATS and connections fail (seed ${SEED})`, async () => {
  const { history, findings } = await runFaults({
    seed: SEED,
    clients: 200,
    publishers: 4,
    callsPerSecond: 40,
    lastsMs: LASTS_MS,
    faults: {
      gatewayKills: 4,
      natsKills: 2,
      gatewayStops: 1,
      natsPartitions: 1,
      clientPartitions: 1,
      cuts: 100,
      stalls: 8,
      slowClients: 8,
    },
    replacements: 6,
  });
  console.log(`seed ${SEED}: ${JSON.stringify(figuresOf(history))}`);
  expect(findings).toEqual([]);
  const { owed, seen, answeredOk } = figuresOf(history);
  expect(Math.min(owed, seen, answeredOk)).toBeGreaterThan(100);
});
