import { resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { echoCall, FaultGround } from '../support/fault-ground.ts';

const HEARTBEAT_MS = 400;
const JUMPING_CLOCK = resolve(import.meta.dirname, '../support/jumping-clock.mjs');

let ground: FaultGround;
beforeAll(async () => {
  ground = await FaultGround.open(['--session-min-heartbeat-ms', `${HEARTBEAT_MS}`], {
    NODE_OPTIONS: `--import=${JUMPING_CLOCK}`,
  });
});
afterAll(() => ground[Symbol.asyncDispose]());

describe('S11', () => {
  it('a wall clock that jumps an hour, either way, ends no session and no call', async () => {
    await ground.survives(async () => {
      const clients = await Promise.all(Array.from({ length: 20 }, () => ground.login({ heartbeatMs: HEARTBEAT_MS })));
      for (const client of clients) client.request(1, echoCall({ delayMs: 3 * HEARTBEAT_MS }));
      for (const client of clients) client.request(2, echoCall({}));
      await Promise.all(clients.map((client) => client.response(2)));
      ground.gateway.signal('SIGUSR2');
      for (const client of clients) client.request(3, echoCall({}));
      await Promise.all(clients.map((client) => client.response(3)));
      ground.gateway.signal('SIGUSR2');
      for (const client of clients) expect((await client.response(1)).status).toBe(0);
      expect(clients.flatMap(({ frames }) => frames.filter(({ kind }) => kind === 'goAway'))).toEqual([]);
      for (const client of clients) client.destroy();
    });
  });
});
