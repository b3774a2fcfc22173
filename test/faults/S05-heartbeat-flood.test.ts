import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FaultGround } from '../support/fault-ground.ts';

const BURST = 200;

let ground: FaultGround;
beforeAll(async () => {
  ground = await FaultGround.open(['--session-control-frames-burst', `${BURST}`]);
});
afterAll(() => ground[Symbol.asyncDispose]());

describe('S5', () => {
  it('Pings are answered up to the rate, and then the connection ends with 4504', async () => {
    await ground.survives(
      async () => {
        const client = await ground.login();
        for (let seq = 1; seq <= 5 * BURST; seq++) client.send({ kind: 'ping', seq });
        expect(await client.goAway()).toMatchObject({ code: 4504, reconnect: false });
        await client.end();
        const pongs = client.frames.filter(({ kind }) => kind === 'pong').map(({ seq }) => seq);
        expect(pongs.length).toBeGreaterThanOrEqual(BURST);
        expect(pongs.length).toBeLessThan(2 * BURST);
        expect(pongs).toEqual(pongs.map((_, index) => index + 1));
        client.destroy();
      },
      { 'trunkline_frames_refused_total{reason="rate"}': 1 },
    );
  });

  it('a peer that floods with Pings and reads nothing makes no answers pile up', async () => {
    await ground.survives(async () => {
      const client = await ground.login();
      client.socket.pause();
      for (let seq = 1; seq <= 50_000; seq++) client.send({ kind: 'ping', seq });
      client.socket.resume();
      expect((await client.goAway()).code).toBe(4504);
      client.destroy();
    });
  });
});
