import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { echoCall, FaultGround } from '../support/fault-ground.ts';

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
      expect(client.frames).toEqual([]);
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
