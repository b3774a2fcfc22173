import { setTimeout as delay } from 'node:timers/promises';
import { createTurnEnd } from '../../src/listen/index.ts';
import { Calls } from './calls.ts';
import { Measurement } from './measurement.ts';
import { ClosedLoop, OpenLoop } from './pace.ts';
import type { Round, RoundResult } from './round.ts';
import { WireConnection } from './wire-connection.ts';

/** Loads a gateway by the wire protocol for one round. Rejects where a connection ends on the way. */
export async function runRound(host: string, port: number, round: Round): Promise<RoundResult> {
  const pace = round.callsPerSecond === null ? new ClosedLoop() : new OpenLoop(round.callsPerSecond);
  const { promise: broken, reject: fail } = rejection();
  const all = Array.from(
    { length: round.shape.connections },
    () => new Calls(round, (calls) => pace.free(calls), fail),
  );
  const atTurnEnd = createTurnEnd();
  try {
    await Promise.all(
      all.map(async (calls) => {
        calls.connection = await WireConnection.open(port, host, atTurnEnd, calls);
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
    for (const calls of all) calls.connection?.close();
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
