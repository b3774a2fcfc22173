import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { STATUS } from '../../src/status/index.ts';
import { encodeFrame } from '../../src/wire/index.ts';
import { echoCall, FaultGround } from '../support/fault-ground.ts';
import { waitFor } from '../support/wait-for.ts';

const MAX_IN_FLIGHT = 50;

let ground: FaultGround;
beforeAll(async () => {
  ground = await FaultGround.open(['--session-max-in-flight', `${MAX_IN_FLIGHT}`]);
});
afterAll(() => ground[Symbol.asyncDispose]());

describe('R3', () => {
  it('a cancel of a seq that was never used, or that was answered, is ignored', async () => {
    await ground.survives(async () => {
      const client = await ground.login();
      client.send({ kind: 'cancel', seq: 99 });
      client.request(1, echoCall({}));
      expect((await client.response(1)).status).toBe(STATUS.OK);
      client.send({ kind: 'cancel', seq: 1 });
      client.request(2, echoCall({}));
      expect((await client.response(2)).status).toBe(STATUS.OK);
      expect(client.frames).toEqual([]);
      client.destroy();
    });
  });

  it('a cancel of an open call ends it with CANCELLED, and the backend is told to stop', async () => {
    const { begun, cancelled } = ground.echo;
    await ground.survives(
      async () => {
        const client = await ground.login();
        client.request(1, echoCall({ delayMs: 30_000 }));
        await waitFor('the call has begun', () => ground.echo.begun === begun + 1);
        client.send({ kind: 'cancel', seq: 1 });
        expect(await client.response(1)).toMatchObject({
          status: STATUS.CANCELLED,
          failure: { reason: 'CANCELLED', origin: 'GATEWAY', sent: 'MAYBE' },
        });
        await waitFor('the backend is told', () => ground.echo.cancelled === cancelled + 1);
        client.destroy();
      },
      { 'trunkline_calls_failed_total{reason="CANCELLED"}': 1 },
    );
  });

  it('a storm of calls that are opened and cancelled at once ends with 4504, before the backend drowns in it', async () => {
    const begun = ground.echo.begun;
    const call = { timeoutMs: 0, metadata: [], encoding: 0, idempotent: false, ...echoCall({ delayMs: 30_000 }) };
    // One write: on a busy machine many would outlast the time that the gateway gives for its GoAway to be read.
    const storm = Buffer.concat(
      Array.from({ length: 20_000 }, (_, index) => index + 1).flatMap((seq) => [
        encodeFrame({ kind: 'request', seq, body: call }),
        encodeFrame({ kind: 'cancel', seq }),
      ]),
    );
    await ground.survives(async () => {
      const client = await ground.login();
      client.write(storm);
      expect(await client.goAway()).toMatchObject({ code: 4504, reconnect: false });
      await client.end();
      client.destroy();
    });
    expect(ground.echo.begun - begun).toBeLessThan(10 * MAX_IN_FLIGHT);
  });
});
