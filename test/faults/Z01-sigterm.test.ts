import { describe, expect, it } from 'vitest';
import { echoCall, FaultGround } from '../support/fault-ground.ts';
import { RawClient } from '../support/raw-client.ts';
import { waitFor } from '../support/wait-for.ts';

const DRAIN_MS = 5000;
/** docs/RELIABILITY.md: sessions are told to go over 40 % of `drainMs`. */
const SPREAD_MS = 0.4 * DRAIN_MS;
/** Enough for all of that time: they are told by twenties at least, so few would all be told sooner. */
const SESSIONS = 800;
/** The default. */
const LONG_DRAIN_MS = 20_000;
const LONGEST_EXIT_MS = 30_000;

describe('Z1', () => {
  it('SIGTERM: not ready at once, no new connections, sessions told over 40 % of drainMs, calls finished, exit code 0', async () => {
    const ground = await FaultGround.open(['--drain-ms', `${DRAIN_MS}`]);
    try {
      const clients = await Promise.all(Array.from({ length: SESSIONS }, () => ground.login()));
      const busy = await ground.login();
      const { begun } = ground.echo;
      busy.request(1, echoCall({ delayMs: 3000 }));
      await waitFor('the call has begun', () => ground.echo.begun === begun + 1);
      const toldAtMs: number[] = [];
      const goAways = clients.map(async (client) => {
        const goAway = await client.goAway();
        toldAtMs.push(performance.now());
        return goAway;
      });
      ground.gateway.signal('SIGTERM');
      await Promise.race(goAways);
      const [ready, live] = await Promise.all([ground.gateway.get('/ready'), ground.gateway.get('/live')]);
      await expect(RawClient.login(ground.address)).rejects.toThrow();
      const toldByThen = toldAtMs.length;
      for (const goAway of await Promise.all(goAways)) expect(goAway).toMatchObject({ code: 4400, reconnect: true });
      expect([ready.status, live.status]).toEqual([503, 200]);
      // All of that was so while most were still to be told.
      expect(toldByThen).toBeLessThan(SESSIONS / 2);
      holdsEvenSpread(toldAtMs);
      expect((await busy.response(1)).status).toBe(0);
      for (const client of [...clients, busy]) client.destroy();
      ground.control.destroy();
      expect(await ground.gateway.exit()).toBe(0);
    } finally {
      await ground[Symbol.asyncDispose]();
    }
  });

  it('a session that does not leave, with a call that does not end, is cut off after drainMs: exit code 0 within 30 s', async () => {
    const ground = await FaultGround.open();
    try {
      const client = await ground.login();
      client.answersPings = false;
      const { begun } = ground.echo;
      client.request(1, { ...echoCall({ delayMs: 60_000 }), timeoutMs: 60_000 });
      await waitFor('the call has begun', () => ground.echo.begun === begun + 1);
      const startedAtMs = performance.now();
      ground.gateway.signal('SIGTERM');
      await client.goAway();
      expect(await ground.gateway.exit()).toBe(0);
      const tookMs = performance.now() - startedAtMs;
      expect(tookMs).toBeGreaterThanOrEqual(LONG_DRAIN_MS);
      expect(tookMs).toBeLessThan(LONGEST_EXIT_MS);
      expect(client.frames.filter(({ kind }) => kind === 'response')).toEqual([]);
      client.destroy();
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

/** Each part of the sessions was told in that part of the time, give or take what a busy machine holds up. */
function holdsEvenSpread(toldAtMs: readonly number[]): void {
  const first = toldAtMs[0] ?? Number.NaN;
  const afterMs = (part: number) => (toldAtMs[Math.floor((toldAtMs.length - 1) * part)] ?? Number.NaN) - first;
  const spreadMs = afterMs(1);
  expect(spreadMs).toBeGreaterThan(0.75 * SPREAD_MS);
  expect(spreadMs).toBeLessThan(2 * SPREAD_MS);
  for (const part of [0.25, 0.5, 0.75]) expect(Math.abs(afterMs(part) / spreadMs - part)).toBeLessThan(0.2);
}
