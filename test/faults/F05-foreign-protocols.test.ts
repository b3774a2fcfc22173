import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FaultGround } from '../support/fault-ground.ts';
import { waitFor } from '../support/wait-for.ts';

const TLS_HELLO = Buffer.from('16030100c8010000c40303000102030405060708090a0b0c0d0e0f101112131415161718', 'hex');
const PROXY_V2 = Buffer.from('0d0a0d0a000d0a515549540a2111000c7f0000017f000001d4311cfb', 'hex');
const FOREIGN: readonly (readonly [string, Uint8Array])[] = [
  ['HTTP', Buffer.from('GET / HTTP/1.1\r\nHost: gateway\r\n\r\n')],
  ['HTTP', Buffer.from('POST /shop.v1.OrderService/GetOrder HTTP/1.1\r\n\r\n')],
  ['HTTP/2', Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n')],
  ['TLS', TLS_HELLO],
  ['PROXY', Buffer.from('PROXY TCP4 10.0.0.1 10.0.0.2 56324 443\r\n')],
  ['PROXY', PROXY_V2],
  ['SSH', Buffer.from('SSH-2.0-OpenSSH_9.6\r\n')],
];

let ground: FaultGround;
beforeAll(async () => {
  ground = await FaultGround.open(['--log-level', 'info']);
});
afterAll(() => ground[Symbol.asyncDispose]());

describe('F5', () => {
  it.each(FOREIGN)(
    '%s on the port of clients ends with 4500, and the log has a guess and the first bytes',
    async (name, bytes) => {
      const logged = ground.gateway.log.length;
      await ground.survives(
        async () => {
          const client = await ground.connect();
          client.write(bytes);
          expect(await client.goAway()).toMatchObject({ code: 4500 });
          await client.end();
          client.destroy();
        },
        { 'trunkline_frames_refused_total{reason="foreign_protocol"}': 1 },
      );
      await waitFor('the log line', () => ground.gateway.log.length > logged);
      const line = ground.gateway.log.slice(logged).find((each) => each.includes('"guess"'));
      const entry: { guess: string; head: string } = JSON.parse(line ?? '{}');
      expect(entry.guess).toContain(name);
      expect(entry.head).toBe(Buffer.from(bytes.subarray(0, 32)).toString('hex'));
    },
  );

  it('bytes of no protocol at all end with 4500 or 4501 within the first frame', async () => {
    await ground.survives(async () => {
      for (let round = 0; round < 50; round++) {
        const client = await ground.connect();
        // A first length of 20 to 70 bytes, and a body that is no frame: field 0 does not exist.
        client.write(Buffer.concat([Buffer.of(20 + round), Buffer.alloc(20 + round, round % 8)]));
        expect([4500, 4501]).toContain((await client.goAway()).code);
        await client.end();
        client.destroy();
      }
    });
  });

  it('a first frame of more than 16 KiB ends with 4501, from its length alone', async () => {
    await ground.survives(
      async () => {
        const client = await ground.connect();
        client.write(Buffer.of(0x81, 0x80, 0x01));
        expect(await client.goAway()).toMatchObject({ code: 4501 });
        await client.end();
        client.destroy();
      },
      { 'trunkline_frames_refused_total{reason="too_large"}': 1 },
    );
  });
});
