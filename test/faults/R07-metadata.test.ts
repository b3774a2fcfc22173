import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { STATUS } from '../../src/status/index.ts';
import { decodeEchoResponse } from '../support/echo-messages.ts';
import { echoCall, FaultGround } from '../support/fault-ground.ts';

let ground: FaultGround;
beforeAll(async () => {
  ground = await FaultGround.open();
});
afterAll(() => ground[Symbol.asyncDispose]());

const RESERVED = ['grpc-timeout', 'grpc-encoding', 'grpc-status', ':path', ':authority', 'te', 'content-type', 'host'];
const ILLEGAL: readonly (readonly [string, string, string | Uint8Array])[] = [
  ['a value with CR and LF', 'x-note', 'a\r\nx-admin: yes'],
  ['a value with NUL', 'x-note', 'a\u0000b'],
  ['a key with a colon within', 'x:note', 'a'],
  ['a key in upper case', 'X-Note', 'a'],
  ['a key with a line feed', 'x\nnote', 'a'],
  ['no key', '', 'a'],
  ['text under a key in -bin', 'x-trace-bin', 'text'],
  ['bytes under a key that is not in -bin', 'x-trace', Uint8Array.of(1)],
  ['64 KiB', 'x-note', 'a'.repeat(65_536)],
];

describe('R7', () => {
  it('reserved keys are left out, and everything else reaches the backend', async () => {
    await ground.survives(async () => {
      const client = await ground.login();
      const metadata = [
        ...RESERVED.map((key) => ({ key, value: 'forged' })),
        { key: 'x-shop', value: 'harbour' },
        { key: 'x-trace-bin', value: Uint8Array.of(0xca, 0xfe) },
      ];
      client.request(1, { ...echoCall({}), metadata });
      const answer = await client.response(1);
      expect(answer.status).toBe(STATUS.OK);
      const { received } = decodeEchoResponse(answer.payload);
      expect(received).toMatchObject({ 'x-shop': 'harbour', 'x-trace-bin': 'cafe' });
      expect(Object.values(received).filter((value) => value.includes('forged'))).toEqual([]);
      client.destroy();
    });
  });

  it.each(ILLEGAL)('%s refuses the call, and no backend hears of it', async (_, key, value) => {
    const begun = ground.echo.begun;
    await ground.survives(
      async () => {
        const client = await ground.login();
        client.request(1, { ...echoCall({}), metadata: [{ key, value }] });
        expect(await client.response(1)).toMatchObject({
          status: STATUS.INVALID_ARGUMENT,
          failure: { reason: 'BAD_METADATA', origin: 'GATEWAY', sent: 'NEVER' },
        });
        expect(ground.echo.begun).toBe(begun);
        client.destroy();
      },
      { 'trunkline_calls_failed_total{reason="BAD_METADATA"}': 1 },
    );
  });
});
