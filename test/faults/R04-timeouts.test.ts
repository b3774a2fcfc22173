import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { STATUS } from '../../src/status/index.ts';
import { decodeEchoResponse } from '../support/echo-messages.ts';
import { echoCall, FaultGround } from '../support/fault-ground.ts';

const DEFAULT_MS = 5000;
const MAX_MS = 20_000;

let ground: FaultGround;
beforeAll(async () => {
  ground = await FaultGround.open(['--call-timeout-ms', `${DEFAULT_MS}`, '--call-max-timeout-ms', `${MAX_MS}`]);
});
afterAll(() => ground[Symbol.asyncDispose]());

describe('R4', () => {
  it.each([
    [0, DEFAULT_MS],
    [1234, 1234],
    [MAX_MS + 1, MAX_MS],
    [2 ** 31 - 1, MAX_MS],
    [2 ** 31, MAX_MS],
  ])('a timeout_ms of %d reaches the backend as a deadline of %d ms', async (timeoutMs, expectedMs) => {
    await ground.survives(async () => {
      const client = await ground.login();
      client.request(1, { ...echoCall({}), timeoutMs });
      const { deadlineMs } = decodeEchoResponse((await client.response(1)).payload);
      expect(deadlineMs).toBeLessThanOrEqual(expectedMs);
      expect(deadlineMs).toBeGreaterThan(expectedMs - 1000);
      client.destroy();
    });
  });

  it.each([2 ** 31 + 1, 2 ** 32 - 1])(
    'a timeout_ms of %d, which is a negative number, is refused',
    async (timeoutMs) => {
      await ground.survives(
        async () => {
          const client = await ground.login();
          client.request(1, { ...echoCall({}), timeoutMs });
          expect(await client.response(1)).toMatchObject({
            status: STATUS.INVALID_ARGUMENT,
            failure: { reason: 'BAD_TIMEOUT', sent: 'NEVER' },
          });
          client.destroy();
        },
        { 'trunkline_calls_failed_total{reason="BAD_TIMEOUT"}': 1 },
      );
    },
  );
});
