import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { echoCall, FaultGround } from '../support/fault-ground.ts';

let ground: FaultGround;
beforeAll(async () => {
  ground = await FaultGround.open();
});
afterAll(() => ground[Symbol.asyncDispose]());

const REFUSED = { 'trunkline_frames_refused_total{reason="unexpected"}': 1 };

describe('S2', () => {
  it('a request before the Hello ends the connection with 4500, and no backend hears of it', async () => {
    const begun = ground.echo.begun;
    await ground.survives(async () => {
      const client = await ground.connect();
      client.request(1, echoCall({}));
      expect(await client.goAway()).toMatchObject({ code: 4500, reconnect: false });
      await client.end();
      expect(ground.echo.begun).toBe(begun);
      client.destroy();
    }, REFUSED);
  });

  it('a second Hello on one connection ends it with 4500', async () => {
    await ground.survives(async () => {
      const client = await ground.login();
      client.hello();
      expect(await client.goAway()).toMatchObject({ code: 4500, reconnect: false });
      await client.end();
      client.destroy();
    }, REFUSED);
  });

  it('a frame that only a gateway sends ends the connection with 4500', async () => {
    await ground.survives(async () => {
      const client = await ground.login();
      client.send({
        kind: 'notify',
        seq: 1,
        body: {
          id: 'x',
          type: 't',
          offset: 1,
          replyExpected: false,
          encoding: 1,
          attempt: 1,
          payload: new Uint8Array(0),
        },
      });
      expect(await client.goAway()).toMatchObject({ code: 4500 });
      await client.end();
      client.destroy();
    }, REFUSED);
  });
});
