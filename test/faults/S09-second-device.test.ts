import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { echoCall, FaultGround } from '../support/fault-ground.ts';
import { waitFor } from '../support/wait-for.ts';

let ground: FaultGround;
beforeAll(async () => {
  ground = await FaultGround.open(['--session-single-per-user', 'true']);
});
afterAll(() => ground[Symbol.asyncDispose]());

describe('S9', () => {
  it('a second login of a user ends the first with 4505, its calls are answered once, and the second gets none of it', async () => {
    const { begun, cancelled } = ground.echo;
    await ground.survives(async () => {
      const first = await ground.login({ token: 'ada' });
      first.request(1, echoCall({ delayMs: 30_000 }));
      await waitFor('the call has begun', () => ground.echo.begun === begun + 1);
      const second = await ground.login({ token: 'ada' });
      expect(await first.response(1)).toMatchObject({ failure: { reason: 'CANCELLED' } });
      expect(await first.goAway()).toMatchObject({ code: 4505, reconnect: false });
      await first.end();
      expect(first.frames).toEqual([]);
      await waitFor('the backend is told', () => ground.echo.cancelled === cancelled + 1);
      second.request(1, echoCall({}));
      expect((await second.response(1)).status).toBe(0);
      expect(second.frames).toEqual([]);
      first.destroy();
      second.destroy();
    });
  });

  it('users do not end each other', async () => {
    await ground.survives(async () => {
      const [ada, eve] = [await ground.login({ token: 'ada' }), await ground.login({ token: 'eve' })];
      ada.send({ kind: 'ping', seq: 5 });
      await ada.frame({ kind: 'pong', seq: 5 });
      for (const each of [ada, eve]) each.destroy();
    });
  });
});
