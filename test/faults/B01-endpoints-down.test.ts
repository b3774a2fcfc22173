import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { STATUS } from '../../src/status/index.ts';
import { BlackHole } from '../support/black-hole.ts';
import { ECHO_DESCRIPTORS } from '../support/echo-messages.ts';
import { echoCall, FaultGround } from '../support/fault-ground.ts';

const CONNECT_TIMEOUT_MS = 700;
/** Nothing listens here: it is reserved, and never given out. */
const DOWN = '127.0.0.1:1';

describe.each(['native', 'grpc-js'])('B1, by the engine %s', (engine) => {
  let ground: FaultGround;
  let hole: BlackHole;
  beforeAll(async () => {
    hole = await BlackHole.open();
    ground = await FaultGround.open([
      '--upstream-connect-timeout-ms',
      `${CONNECT_TIMEOUT_MS}`,
      '--upstream-engine',
      engine,
    ]);
  });
  afterAll(async () => {
    await ground[Symbol.asyncDispose]();
    await hole[Symbol.asyncDispose]();
  });

  it('a backend that is down is UNAVAILABLE within a second, and the call was never sent', async () => {
    await ground.register('echo', ECHO_DESCRIPTORS, DOWN);
    await ground.survives(async () => {
      const client = await ground.login();
      const startedAtMs = performance.now();
      client.request(1, echoCall({}));
      expect(await client.response(1)).toMatchObject({
        status: STATUS.UNAVAILABLE,
        failure: { origin: 'GATEWAY', sent: 'NEVER' },
      });
      expect(performance.now() - startedAtMs).toBeLessThan(1000);
      client.destroy();
    });
  });

  it('a backend that swallows packets is UNAVAILABLE when the time for connecting is over', async () => {
    await ground.register('echo', ECHO_DESCRIPTORS, hole.address);
    await ground.survives(async () => {
      const client = await ground.login();
      const startedAtMs = performance.now();
      client.request(1, echoCall({}));
      expect(await client.response(1)).toMatchObject({
        status: STATUS.UNAVAILABLE,
        failure: { origin: 'GATEWAY', sent: 'NEVER' },
      });
      const tookMs = performance.now() - startedAtMs;
      expect(tookMs).toBeGreaterThan(CONNECT_TIMEOUT_MS - 100);
      expect(tookMs).toBeLessThan(3 * CONNECT_TIMEOUT_MS);
      client.destroy();
    });
  });

  it('where one endpoint of two is down, every call is answered by the other', async () => {
    await ground.register('echo', ECHO_DESCRIPTORS, DOWN, ground.echo.address);
    await ground.survives(async () => {
      const client = await ground.login();
      for (let seq = 1; seq <= 50; seq++) client.request(seq, echoCall({}));
      for (let seq = 1; seq <= 50; seq++) expect((await client.response(seq)).status).toBe(STATUS.OK);
      client.destroy();
    });
  });
});
