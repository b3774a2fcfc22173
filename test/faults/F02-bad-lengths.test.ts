import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FaultGround } from '../support/fault-ground.ts';

let ground: FaultGround;
beforeAll(async () => {
  ground = await FaultGround.open();
});
afterAll(() => ground[Symbol.asyncDispose]());

const LENGTHS: readonly (readonly [string, readonly number[]])[] = [
  ['of five bytes that all go on', [0xff, 0xff, 0xff, 0xff, 0xff]],
  ['of ten bytes', [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01]],
  ['with bits past the 32nd', [0xff, 0xff, 0xff, 0xff, 0x1f]],
];

describe('F2', () => {
  it.each(LENGTHS)('a length %s ends the connection with 4500, and nothing after it is read', async (_, length) => {
    await ground.survives(
      async () => {
        const client = await ground.login();
        client.write(Uint8Array.from(length));
        client.request(1, { service: 'never.read.Service', method: 'Get' });
        expect(await client.goAway()).toMatchObject({ code: 4500, reconnect: false });
        await client.end();
        expect(client.frames).toEqual([]);
        client.destroy();
      },
      {
        'trunkline_frames_refused_total{reason="bad_length"}': 1,
        'trunkline_connections_closed_total{code="4500"}': 1,
      },
    );
  });
});
