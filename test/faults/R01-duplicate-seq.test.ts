import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { STATUS } from '../../src/status/index.ts';
import { decodeEchoResponse } from '../support/echo-messages.ts';
import { echoCall, FaultGround } from '../support/fault-ground.ts';

let ground: FaultGround;
beforeAll(async () => {
  ground = await FaultGround.open();
});
afterAll(() => ground[Symbol.asyncDispose]());

describe('R1', () => {
  it('a second request with a seq that is open is refused, and the first is answered as if nothing had been', async () => {
    await ground.survives(
      async () => {
        const client = await ground.login();
        client.request(7, echoCall({ body: Buffer.from('first'), delayMs: 200 }));
        client.request(7, echoCall({ body: Buffer.from('second') }));
        expect(await client.response(7)).toMatchObject({
          status: STATUS.INVALID_ARGUMENT,
          failure: { reason: 'DUPLICATE_SEQ', origin: 'GATEWAY', sent: 'NEVER' },
        });
        const first = await client.response(7);
        expect(first.status).toBe(STATUS.OK);
        expect(Buffer.from(decodeEchoResponse(first.payload).body).toString()).toBe('first');
        client.destroy();
      },
      { 'trunkline_calls_failed_total{reason="DUPLICATE_SEQ"}': 1 },
    );
  });
});
