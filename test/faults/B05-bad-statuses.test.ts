import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { STATUS } from '../../src/status/index.ts';
import { badCall, FaultGround } from '../support/fault-ground.ts';

let ground: FaultGround;
beforeAll(async () => {
  ground = await FaultGround.open();
});
afterAll(() => ground[Symbol.asyncDispose]());

describe('B5', () => {
  it.each([
    ['NoStatus', STATUS.UNKNOWN, 'BAD_STATUS'],
    ['Status999', STATUS.UNKNOWN, 'BAD_STATUS'],
    ['StatusAbc', STATUS.UNKNOWN, 'BAD_STATUS'],
    ['HtmlPage', STATUS.UNKNOWN, 'HTTP_ERROR'],
    ['HtmlBadGateway', STATUS.UNAVAILABLE, 'HTTP_ERROR'],
  ])('%s', async (method, status, reason) => {
    await ground.survives(
      async () => {
        const client = await ground.login();
        client.request(1, badCall(method));
        expect(await client.response(1)).toMatchObject({
          status,
          failure: { reason, origin: 'BACKEND', sent: 'MAYBE' },
        });
        client.destroy();
      },
      { [`trunkline_calls_failed_total{reason="${reason}"}`]: 1 },
    );
  });

  it('a message whose percent-encoding is broken passes with what can be read of it', async () => {
    await ground.survives(async () => {
      const client = await ground.login();
      client.request(1, badCall('BadPercentEncoding'));
      const answer = await client.response(1);
      expect(answer).toMatchObject({ status: STATUS.FAILED_PRECONDITION, failure: { reason: 'BACKEND_STATUS' } });
      expect(answer.message).toMatch(/^a.*b/);
      client.destroy();
    });
  });
});
