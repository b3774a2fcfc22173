import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { STATUS } from '../../src/status/index.ts';
import { echoCall, FaultGround } from '../support/fault-ground.ts';

let ground: FaultGround;
beforeAll(async () => {
  ground = await FaultGround.open();
});
afterAll(() => ground[Symbol.asyncDispose]());

describe('R2', () => {
  it('a call with seq 0 is refused with BAD_SEQ', async () => {
    await ground.survives(
      async () => {
        const client = await ground.login();
        client.request(0, echoCall({}));
        expect(await client.response(0)).toMatchObject({
          status: STATUS.INVALID_ARGUMENT,
          failure: { reason: 'BAD_SEQ', origin: 'GATEWAY', sent: 'NEVER' },
        });
        client.destroy();
      },
      { 'trunkline_calls_failed_total{reason="BAD_SEQ"}': 1 },
    );
  });

  it('the highest seq of all works, and any lower one is STALE_SEQ from then on', async () => {
    await ground.survives(
      async () => {
        const client = await ground.login();
        client.request(2 ** 32 - 1, echoCall({}));
        expect((await client.response(2 ** 32 - 1)).status).toBe(STATUS.OK);
        client.request(5, echoCall({}));
        expect(await client.response(5)).toMatchObject({
          status: STATUS.INVALID_ARGUMENT,
          failure: { reason: 'STALE_SEQ', sent: 'NEVER' },
        });
        client.destroy();
      },
      { 'trunkline_calls_failed_total{reason="STALE_SEQ"}': 1 },
    );
  });

  it('a seq that was answered is not used again', async () => {
    const begun = ground.echo.begun;
    await ground.survives(async () => {
      const client = await ground.login();
      client.request(1, echoCall({}));
      expect((await client.response(1)).status).toBe(STATUS.OK);
      client.request(1, echoCall({}));
      expect((await client.response(1)).failure?.reason).toBe('STALE_SEQ');
      expect(ground.echo.begun).toBe(begun + 1);
      client.destroy();
    });
  });
});
