import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { encodeFrame } from '../../src/wire/index.ts';
import { echoCall, FaultGround } from '../support/fault-ground.ts';

const CAP_BYTES = 4 * 1024 * 1024;
const REFUSED = {
  'trunkline_frames_refused_total{reason="too_large"}': 1,
  'trunkline_connections_closed_total{code="4501"}': 1,
};

let ground: FaultGround;
beforeAll(async () => {
  ground = await FaultGround.open();
});
afterAll(() => ground[Symbol.asyncDispose]());

function varint(value: number): Uint8Array {
  const bytes: number[] = [];
  let rest = value;
  for (; rest > 0x7f; rest = Math.floor(rest / 0x80)) bytes.push((rest % 0x80) | 0x80);
  return Uint8Array.from([...bytes, rest]);
}

/** A request whose frame, without its length, is this large. */
function requestOf(bytes: number): Uint8Array {
  const empty = { timeoutMs: 0, metadata: [], encoding: 1, idempotent: false, ...echoCall({}) };
  const around = encodeFrame({
    kind: 'request',
    seq: 1,
    body: { ...empty, payload: new Uint8Array(CAP_BYTES - 1000) },
  });
  const prefixBytes = varint(CAP_BYTES).length;
  const payloadBytes = CAP_BYTES - 1000 + bytes - (around.length - prefixBytes);
  return encodeFrame({ kind: 'request', seq: 1, body: { ...empty, payload: new Uint8Array(payloadBytes) } });
}

describe('F3', () => {
  it('a frame as large as the cap passes', async () => {
    await ground.survives(async () => {
      const client = await ground.login();
      const frame = requestOf(CAP_BYTES);
      expect(frame.length).toBe(CAP_BYTES + varint(CAP_BYTES).length);
      client.write(frame);
      expect(await client.response(1)).toMatchObject({ status: expect.any(Number) });
      client.destroy();
    });
  });

  it.each([CAP_BYTES + 1, 2 ** 31 - 1, 2 ** 31, 2 ** 32 - 1])(
    'a length of %d ends the connection with 4501 though its body never comes, and holds no memory',
    async (length) => {
      await ground.survives(async () => {
        const client = await ground.login();
        const before = await ground.gateway.residentBytes();
        client.write(varint(length));
        expect(await client.goAway()).toMatchObject({ code: 4501, reconnect: false });
        // Other work of the process moves this too, but no more than a body of megabytes would.
        expect((await ground.gateway.residentBytes()) - before).toBeLessThan(2 * 1024 * 1024);
        await client.end();
        client.destroy();
      }, REFUSED);
    },
  );

  it('two hundred lengths at the cap, with no body, hold none of their 800 MiB', async () => {
    await ground.survives(async () => {
      const before = await ground.gateway.residentBytes();
      const clients = await Promise.all(Array.from({ length: 200 }, () => ground.login()));
      for (const client of clients) client.write(varint(CAP_BYTES));
      await ground.controlCall(echoCall({}));
      expect((await ground.gateway.residentBytes()) - before).toBeLessThan(16 * 1024 * 1024);
      for (const client of clients) client.destroy();
    });
  });
});
