import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { STATUS } from '../../src/status/index.ts';
import { badCall, echoCall, FaultGround } from '../support/fault-ground.ts';

let ground: FaultGround;
beforeAll(async () => {
  ground = await FaultGround.open();
});
afterAll(() => ground[Symbol.asyncDispose]());

describe('R9', () => {
  it('a backend that answers a unary call twice is heard once', async () => {
    await ground.survives(
      async () => {
        const client = await ground.login();
        client.request(1, badCall('TwoAnswers'));
        client.request(2, echoCall({ delayMs: 100 }));
        expect((await client.response(1)).status).toBe(STATUS.OK);
        expect((await client.response(2)).status).toBe(STATUS.OK);
        expect(client.frames).toEqual([]);
        client.destroy();
      },
      { trunkline_answers_dropped_total: 1 },
    );
  });
});
