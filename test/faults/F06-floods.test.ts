import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { encodeFrame } from '../../src/wire/index.ts';
import { echoCall, FaultGround } from '../support/fault-ground.ts';

const FLOOD = 100_000;
const MAX_LAG_MS = 50;
const ROUNDS = 3;
const LAG = 'trunkline_event_loop_lag_seconds{quantile="0.99"}';

let ground: FaultGround;
beforeAll(async () => {
  ground = await FaultGround.open();
});
afterAll(() => ground[Symbol.asyncDispose]());

describe('F6', () => {
  it('a frame without a byte ends the connection with 4500', async () => {
    await ground.survives(
      async () => {
        const client = await ground.login();
        client.write(Uint8Array.of(0));
        expect(await client.goAway()).toMatchObject({ code: 4500 });
        await client.end();
        client.destroy();
      },
      { 'trunkline_frames_refused_total{reason="empty"}': 1 },
    );
  });

  it('a flood of the smallest frames ends with 4504, and others hardly wait for it', async () => {
    const flood = Buffer.concat(Array.from({ length: FLOOD }, () => encodeFrame({ kind: 'ping', seq: 1 })));
    const lags: number[] = [];
    await ground.survives(
      async () => {
        for (let round = 1; round <= ROUNDS; round++) {
          const client = await ground.login();
          // Each look begins anew: what comes before, such as the collection of garbage, does not count.
          await ground.metric(LAG);
          client.write(flood);
          const startedAtMs = performance.now();
          await ground.controlCall(echoCall({}));
          expect(performance.now() - startedAtMs).toBeLessThan(10 * MAX_LAG_MS);
          expect(await client.goAway()).toMatchObject({ code: 4504 });
          await client.end();
          lags.push(await ground.metric(LAG));
          client.destroy();
        }
      },
      { 'trunkline_frames_refused_total{reason="rate"}': ROUNDS },
    );
    // What else runs on the machine only ever adds to it.
    expect(Math.min(...lags)).toBeLessThan(MAX_LAG_MS / 1000);
  });

  it('a flood of frames without a body that this version knows ends with 4504', async () => {
    await ground.survives(
      async () => {
        const client = await ground.login();
        client.write(Buffer.alloc(3 * FLOOD, Buffer.of(2, 8, 1)));
        expect(await client.goAway()).toMatchObject({ code: 4504 });
        await client.end();
        client.destroy();
      },
      { 'trunkline_frames_refused_total{reason="rate"}': 1 },
    );
  });
});
