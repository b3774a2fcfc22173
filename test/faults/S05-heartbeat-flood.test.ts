import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { encodeFrame } from '../../src/wire/index.ts';
import { FaultGround } from '../support/fault-ground.ts';

const BURST = 200;

/** In one piece: on a busy machine many writes would outlast the time that the gateway gives for its GoAway to be read. */
const pings = (count: number) =>
  Buffer.concat(Array.from({ length: count }, (_, index) => encodeFrame({ kind: 'ping', seq: index + 1 })));

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
        client.write(pings(5 * BURST));
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
    const flood = pings(50_000);
    await ground.survives(async () => {
      const client = await ground.login();
      client.socket.pause();
      client.write(flood);
      client.socket.resume();
      expect((await client.goAway()).code).toBe(4504);
      client.destroy();
    });
  });
});
