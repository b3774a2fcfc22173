import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { STATUS } from '../../src/status/index.ts';
import { decodeEchoResponse } from '../support/echo-messages.ts';
import { echoCall, FaultGround } from '../support/fault-ground.ts';
import { waitFor } from '../support/wait-for.ts';

let ground: FaultGround;
beforeAll(async () => {
  ground = await FaultGround.open();
});
afterAll(() => ground[Symbol.asyncDispose]());

describe('R8', () => {
  it('an answer after the timeout reaches nobody, and its seq is not used again', async () => {
    const { cancelled } = ground.echo;
    await ground.survives(async () => {
      const client = await ground.login();
      client.request(1, { ...echoCall({ delayMs: 600, body: Buffer.from('late') }), timeoutMs: 100 });
      // The backend keeps the deadline too, and may be the first to say so.
      expect(await client.response(1)).toMatchObject({
        status: STATUS.DEADLINE_EXCEEDED,
        failure: { sent: 'MAYBE' },
      });
      await waitFor('the backend is told', () => ground.echo.cancelled === cancelled + 1);
      client.request(2, echoCall({ delayMs: 700, body: Buffer.from('own') }));
      const own = await client.response(2);
      expect(Buffer.from(decodeEchoResponse(own.payload).body).toString()).toBe('own');
      expect(client.frames).toEqual([]);
      client.destroy();
    });
  });

  it('an answer after the disconnect reaches nobody, least of all whoever connects next', async () => {
    const { begun } = ground.echo;
    await ground.survives(async () => {
      const gone = await ground.login();
      gone.request(1, echoCall({ delayMs: 300, body: Buffer.from('not yours') }));
      await waitFor('the call has begun', () => ground.echo.begun === begun + 1);
      gone.destroy();
      const next = await ground.login();
      next.request(1, echoCall({ delayMs: 400, body: Buffer.from('own') }));
      const own = await next.response(1);
      expect(Buffer.from(decodeEchoResponse(own.payload).body).toString()).toBe('own');
      expect(next.frames).toEqual([]);
      next.destroy();
    });
  });
});
