import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { echoCall, FaultGround } from '../support/fault-ground.ts';
import { waitFor } from '../support/wait-for.ts';

const WINDOW_MS = 3000;

let ground: FaultGround;
beforeAll(async () => {
  ground = await FaultGround.open(['--session-resume-window-ms', `${WINDOW_MS}`]);
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

  it('who is gone altogether, and not only at one side, has its streams given up at once, and its calls after the resume window', async () => {
    const { begun, cancelled } = ground.echo;
    await ground.survives(async () => {
      const client = await ground.login();
      client.request(1, echoCall({ delayMs: 60_000 }));
      client.request(2, { ...echoCall({}, 'BidiStream'), payload: new Uint8Array(0) });
      await waitFor('the calls have begun', () => ground.echo.begun === begun + 2);
      client.destroy();
      await waitFor('the stream is given up', () => ground.echo.cancelled === cancelled + 1, 1000);
      await waitFor('the call is given up', () => ground.echo.cancelled === cancelled + 2, WINDOW_MS + 1000);
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
