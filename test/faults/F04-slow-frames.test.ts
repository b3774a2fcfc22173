import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { echoCall, FaultGround } from '../support/fault-ground.ts';
import type { RawClient } from '../support/raw-client.ts';

const FRAME_TIMEOUT_MS = 400;
const TRICKLE_MS = 100;
const PEERS = 1500;
const BYTES_PER_PEER = 16 * 1024;

let ground: FaultGround;
beforeAll(async () => {
  ground = await FaultGround.open([
    '--connection-frame-timeout-ms',
    `${FRAME_TIMEOUT_MS}`,
    '--connection-max-pending-per-source',
    '4096',
  ]);
});
afterAll(() => ground[Symbol.asyncDispose]());

async function closedWithin(client: RawClient): Promise<number> {
  const startedAtMs = performance.now();
  expect(await client.goAway()).toMatchObject({ code: 4401, reconnect: true });
  await client.end();
  client.destroy();
  return performance.now() - startedAtMs;
}

describe('F4', () => {
  const closed = { 'trunkline_connections_closed_total{code="4401"}': 1 };

  it('half a frame and then silence ends with 4401 when the time for a frame is over', async () => {
    await ground.survives(async () => {
      const client = await ground.login();
      client.write(Uint8Array.of(100, 8, 1));
      const tookMs = await closedWithin(client);
      expect(tookMs).toBeGreaterThanOrEqual(FRAME_TIMEOUT_MS - 50);
      expect(tookMs).toBeLessThan(5 * FRAME_TIMEOUT_MS);
    }, closed);
  });

  it('a frame that comes a byte at a time ends with 4401 too, for bytes are not progress enough', async () => {
    await ground.survives(async () => {
      const client = await ground.login();
      client.write(Uint8Array.of(100));
      const trickle = setInterval(() => client.write(Uint8Array.of(8)), TRICKLE_MS);
      await closedWithin(client);
      clearInterval(trickle);
    }, closed);
  });

  it('many such peers hold little memory, all of them are ended, and another storm of them takes no more', async () => {
    await storm();
    await ground.survives(storm, { 'trunkline_connections_closed_total{code="4401"}': PEERS });
  });
});

async function storm(): Promise<void> {
  const before = await ground.gateway.residentBytes();
  const clients = await Promise.all(Array.from({ length: PEERS }, () => ground.connect()));
  for (const client of clients) client.write(Uint8Array.of(0xff, 0x7f, 8));
  await ground.controlCall(echoCall({}));
  expect(((await ground.gateway.residentBytes()) - before) / PEERS).toBeLessThan(BYTES_PER_PEER);
  await Promise.all(clients.map(closedWithin));
}
