import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FaultGround } from '../support/fault-ground.ts';
import type { RawClient } from '../support/raw-client.ts';

const HANDSHAKE_MS = 500;
const MAX_PENDING = 20;

let ground: FaultGround;
beforeAll(async () => {
  ground = await FaultGround.open([
    '--connection-handshake-timeout-ms',
    `${HANDSHAKE_MS}`,
    '--connection-max-pending-per-source',
    `${MAX_PENDING}`,
  ]);
});
afterAll(() => ground[Symbol.asyncDispose]());

async function codeOf(client: RawClient): Promise<number> {
  const { code } = await client.goAway();
  await client.end();
  client.destroy();
  return code;
}

describe('S1', () => {
  it('who connects and says nothing is closed with 4401 when the time for a Hello is over', async () => {
    await ground.survives(
      async () => {
        const client = await ground.connect();
        const startedAtMs = performance.now();
        expect(await codeOf(client)).toBe(4401);
        expect(performance.now() - startedAtMs).toBeGreaterThanOrEqual(HANDSHAKE_MS - 50);
      },
      { 'trunkline_connections_closed_total{code="4401"}': 1 },
    );
  });

  it('there may be so many from one address, and one more is closed with 4403', async () => {
    await ground.survives(
      async () => {
        const pending = await Promise.all(Array.from({ length: MAX_PENDING }, () => ground.connect()));
        expect(await codeOf(await ground.connect())).toBe(4403);
        expect(await Promise.all(pending.map(codeOf))).toEqual(pending.map(() => 4401));
        const client = await ground.login();
        client.destroy();
      },
      { 'trunkline_connections_closed_total{code="4403"}': 1 },
    );
  });
});
