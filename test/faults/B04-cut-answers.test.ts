import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { STATUS } from '../../src/status/index.ts';
import { badCall, FaultGround } from '../support/fault-ground.ts';

let ground: FaultGround;
beforeAll(async () => {
  ground = await FaultGround.open();
});
afterAll(() => ground[Symbol.asyncDispose]());

describe('B4', () => {
  it.each([
    ['ResetAfterHeaders', STATUS.INTERNAL, 'MAYBE'],
    ['ResetMidData', STATUS.INTERNAL, 'MAYBE'],
    ['ResetAfterData', STATUS.INTERNAL, 'MAYBE'],
    ['RefusedStream', STATUS.UNAVAILABLE, 'NEVER'],
    ['EndWithoutTrailers', STATUS.UNKNOWN, 'MAYBE'],
    ['TruncatedMessage', STATUS.INTERNAL, 'MAYBE'],
    ['NoAnswerButOk', STATUS.INTERNAL, 'MAYBE'],
    ['DropsConnection', STATUS.UNAVAILABLE, 'MAYBE'],
  ])('%s is an error and never a cut success', async (method, status, sent) => {
    await ground.survives(async () => {
      const client = await ground.login();
      client.request(1, badCall(method));
      const answer = await client.response(1);
      expect(answer).toMatchObject({ status, failure: { sent } });
      expect(answer.payload.length).toBe(0);
      client.request(2, badCall('Good'));
      expect((await client.response(2)).status).toBe(STATUS.OK);
      client.destroy();
    });
  });
});
