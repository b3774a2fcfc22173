import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { echoCall, FaultGround } from '../support/fault-ground.ts';
import { waitFor } from '../support/wait-for.ts';

let ground: FaultGround;
beforeAll(async () => {
  ground = await FaultGround.open();
});
afterAll(() => ground[Symbol.asyncDispose]());

describe('S10', () => {
  it('who ends its side after its requests gets all answers, and then the end', async () => {
    await ground.survives(async () => {
      const client = await ground.login();
      for (let seq = 1; seq <= 20; seq++) client.request(seq, echoCall({ delayMs: 10 * seq }));
      client.socket.end();
      for (let seq = 1; seq <= 20; seq++) expect((await client.response(seq)).status).toBe(0);
      await client.end();
      expect(client.frames.filter(({ kind }) => kind !== 'pong')).toEqual([]);
    });
  });

  it('who is gone altogether, and not only at one side, has its calls given up at the backend at once', async () => {
    const { begun, cancelled } = ground.echo;
    await ground.survives(async () => {
      const client = await ground.login();
      client.request(1, echoCall({ delayMs: 60_000 }));
      client.request(2, { ...echoCall({}, 'BidiStream'), payload: new Uint8Array(0) });
      await waitFor('the calls have begun', () => ground.echo.begun === begun + 2);
      client.destroy();
      await waitFor('the backend is told', () => ground.echo.cancelled === cancelled + 2, 1000);
    });
  });

  it('who ends its side with nothing open gets the end at once', async () => {
    await ground.survives(async () => {
      const client = await ground.login();
      client.socket.end();
      await client.end();
      expect(client.frames).toEqual([]);
    });
  });
});
