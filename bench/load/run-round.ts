import { setTimeout as delay } from 'node:timers/promises';
import type { LoadTarget } from './call-client.ts';
import { Calls } from './calls.ts';
import { Measurement } from './measurement.ts';
import { createClients } from './open-client.ts';
import { ClosedLoop, OpenLoop } from './pace.ts';
import type { Round, RoundResult } from './round.ts';

/** Loads a subject for one round. Rejects where a connection ends on the way. */
export async function runRound(target: LoadTarget, round: Round): Promise<RoundResult> {
  const pace = round.callsPerSecond === null ? new ClosedLoop() : new OpenLoop(round.callsPerSecond);
  const { promise: broken, reject: fail } = rejection();
  const { connections, inFlight } = round.shape;
  const all = Array.from({ length: connections }, () => new Calls(inFlight, (calls) => pace.free(calls), fail));
  const open = createClients(target, round);
  try {
    await Promise.all(
      all.map(async (calls) => {
        calls.client = await open(calls);
      }),
    );
    pace.begin(all);
    await Promise.race([broken, delay(round.warmUpMs)]);
    const measurement = new Measurement(round.pids);
    for (const calls of all) calls.measurement = measurement;
    await Promise.race([broken, delay(round.measureMs)]);
    return measurement.end();
  } finally {
    pace.stop();
    for (const calls of all) {
      calls.measurement = null;
      calls.client?.close();
    }
  }
}

function rejection(): { promise: Promise<never>; reject: (cause: Error) => void } {
  let reject: (cause: Error) => void = () => {};
  const promise = new Promise<never>((_, refuse) => {
    reject = refuse;
  });
  // It is awaited only in a race.
  promise.catch(() => {});
  return { promise, reject };
}
