import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { STATUS } from '../../src/status/index.ts';
import { badCall, FaultGround } from '../support/fault-ground.ts';

const MEBIBYTE = 1024 * 1024;

let ground: FaultGround;
beforeAll(async () => {
  ground = await FaultGround.open();
});
afterAll(() => ground[Symbol.asyncDispose]());

describe('B6', () => {
  it.each([
    ['TooLarge', STATUS.RESOURCE_EXHAUSTED, 'RESPONSE_TOO_LARGE'],
    ['PrefixOf4GiB', STATUS.RESOURCE_EXHAUSTED, 'RESPONSE_TOO_LARGE'],
    ['CompressedBomb', STATUS.INTERNAL, 'BAD_RESPONSE'],
    ['MalformedCompressed', STATUS.INTERNAL, 'BAD_RESPONSE'],
  ])('%s is refused, and held in no memory', async (method, status, reason) => {
    await ground.survives(
      async () => {
        const client = await ground.login();
        const before = await ground.gateway.residentBytes();
        client.request(1, badCall(method));
        expect(await client.response(1)).toMatchObject({ status, failure: { reason, sent: 'MAYBE' } });
        // Twice the cap for a message.
        expect((await ground.gateway.residentBytes()) - before).toBeLessThan(8 * MEBIBYTE);
        client.destroy();
      },
      { [`trunkline_calls_failed_total{reason="${reason}"}`]: 1 },
    );
  });
});
