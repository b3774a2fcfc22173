import { afterAll, beforeAll, describe, it } from 'vitest';
import { encodeEchoRequest } from '../support/echo-messages.ts';
import { echoCall, FaultGround } from '../support/fault-ground.ts';
import { waitFor } from '../support/wait-for.ts';

const RESET_WITHIN_MS = 1000;

let ground: FaultGround;
beforeAll(async () => {
  ground = await FaultGround.open();
});
afterAll(() => ground[Symbol.asyncDispose]());

describe('T5', () => {
  it('a client that disconnects in the middle of its streams leaves none behind at the backend', async () => {
    const { begun, cancelled } = ground.echo;
    await ground.survives(async () => {
      const client = await ground.login();
      const payload = encodeEchoRequest({ body: Buffer.from('x') });
      for (const [index, method] of ['ServerStream', 'ClientStream', 'BidiStream'].entries()) {
        const seq = index + 1;
        const opening =
          method === 'ServerStream' ? echoCall({ count: 1_000_000, size: 1000 }, method) : echoCall({}, method);
        client.request(seq, seq === 1 ? opening : { ...opening, payload: new Uint8Array(0) });
        if (seq > 1) client.send({ kind: 'message', seq, body: { metadata: [], payload } });
      }
      await waitFor('the streams are at the backend', () => ground.echo.begun === begun + 3);
      client.destroy();
      await waitFor('the backend is told of all', () => ground.echo.cancelled === cancelled + 3, RESET_WITHIN_MS);
    });
  });
});
