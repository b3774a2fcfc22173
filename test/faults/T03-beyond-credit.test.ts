import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { STATUS } from '../../src/status/index.ts';
import { encodeFrame } from '../../src/wire/index.ts';
import { DeafBackend } from '../support/deaf-backend.ts';
import { ECHO_DESCRIPTORS, encodeEchoRequest } from '../support/echo-messages.ts';
import { badCall, echoCall, FaultGround } from '../support/fault-ground.ts';
import type { RawClient } from '../support/raw-client.ts';

const FLOOD = 200;
/** So much that the windows towards the backend are full long before the credit is used up. */
const MESSAGE_BYTES = 16_384;

let ground: FaultGround;
let deaf: DeafBackend;
beforeAll(async () => {
  [ground, deaf] = await Promise.all([FaultGround.open(), DeafBackend.start()]);
});
afterAll(async () => {
  await ground[Symbol.asyncDispose]();
  await deaf[Symbol.asyncDispose]();
});

/** Opens a stream, and sends many more messages than there is credit for, at once. */
function flood(client: RawClient, seq: number): void {
  client.request(seq, { ...echoCall({}, 'ClientStream'), payload: new Uint8Array(0) });
  const body = { metadata: [], payload: encodeEchoRequest({ body: Buffer.alloc(MESSAGE_BYTES) }) };
  client.write(Buffer.concat(Array.from({ length: FLOOD }, () => encodeFrame({ kind: 'message', seq, body }))));
}

describe('T3', () => {
  it('messages beyond the credit refuse their stream, and no other; at the second time the connection ends', async () => {
    await ground.register('echo', ECHO_DESCRIPTORS, deaf.address);
    await ground.survives(
      async () => {
        const client = await ground.login();
        client.request(1, badCall('Good'));
        flood(client, 2);
        expect(await client.response(2)).toMatchObject({
          status: STATUS.RESOURCE_EXHAUSTED,
          failure: { reason: 'BEYOND_CREDIT', origin: 'GATEWAY' },
        });
        expect((await client.response(1)).status).toBe(STATUS.OK);
        flood(client, 3);
        expect(await client.goAway()).toMatchObject({ code: 4504, reconnect: false });
        await client.end();
        client.destroy();
      },
      { 'trunkline_frames_refused_total{reason="rate"}': 1 },
    );
  });
});
