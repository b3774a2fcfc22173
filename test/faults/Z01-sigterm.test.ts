import { describe, expect, it } from 'vitest';
import { echoCall, FaultGround } from '../support/fault-ground.ts';
import { RawClient } from '../support/raw-client.ts';
import { waitFor } from '../support/wait-for.ts';

const SESSIONS = 200;
const DRAIN_MS = 5000;

describe('Z1', () => {
  it('SIGTERM: not ready at once, no new connections, sessions told over a while, calls finished, exit code 0', async () => {
    const ground = await FaultGround.open(['--drain-ms', `${DRAIN_MS}`]);
    try {
      const clients = await Promise.all(Array.from({ length: SESSIONS }, () => ground.login()));
      const busy = await ground.login();
      const { begun } = ground.echo;
      busy.request(1, echoCall({ delayMs: 3000 }));
      await waitFor('the call has begun', () => ground.echo.begun === begun + 1);
      ground.gateway.signal('SIGTERM');
      const toldAtMs = await Promise.all(
        clients.map(async (client) => {
          expect(await client.goAway()).toMatchObject({ code: 4400, reconnect: true });
          return performance.now();
        }),
      );
      expect((await ground.gateway.get('/ready')).status).toBe(503);
      expect((await ground.gateway.get('/live')).status).toBe(200);
      await expect(RawClient.login(ground.address)).rejects.toThrow();
      expect(Math.max(...toldAtMs) - Math.min(...toldAtMs)).toBeGreaterThan(300);
      expect((await busy.response(1)).status).toBe(0);
      for (const client of [...clients, busy]) client.destroy();
      ground.control.destroy();
      expect(await ground.gateway.exit()).toBe(0);
    } finally {
      await ground[Symbol.asyncDispose]();
    }
  });

  it('a second SIGTERM ends it at once', async () => {
    const ground = await FaultGround.open(['--drain-ms', '60000']);
    try {
      const client = await ground.login();
      const { begun } = ground.echo;
      client.request(1, echoCall({ delayMs: 60_000 }));
      await waitFor('the call has begun', () => ground.echo.begun === begun + 1);
      ground.gateway.signal('SIGTERM');
      await client.goAway();
      // Two within half a second count as one: npm passes Ctrl-C on.
      await waitFor('it has ended', () => {
        ground.gateway.signal('SIGTERM');
        return !ground.gateway.running;
      });
      client.destroy();
    } finally {
      await ground[Symbol.asyncDispose]();
    }
  });
});
