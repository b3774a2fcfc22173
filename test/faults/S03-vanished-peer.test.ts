import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { echoCall, FaultGround } from '../support/fault-ground.ts';
import { waitFor } from '../support/wait-for.ts';

const HEARTBEAT_MS = 300;
const WINDOW_MS = 2000;

let ground: FaultGround;
beforeAll(async () => {
  ground = await FaultGround.open([
    ...['--session-min-heartbeat-ms', `${HEARTBEAT_MS}`],
    ...['--session-resume-window-ms', `${WINDOW_MS}`],
  ]);
});
afterAll(() => ground[Symbol.asyncDispose]());

const closed = { 'trunkline_connections_closed_total{code="4401"}': 1 };

describe('S3', () => {
  it('a peer that vanished is given up between two and three heartbeats, its session is kept for the window, and then its calls are cancelled', async () => {
    const { begun, cancelled } = ground.echo;
    await ground.survives(async () => {
      const client = await ground.login({ heartbeatMs: HEARTBEAT_MS });
      client.answersPings = false;
      client.request(1, echoCall({ delayMs: 30_000 }));
      await waitFor('the call has begun', () => ground.echo.begun === begun + 1);
      const startedAtMs = performance.now();
      expect(await client.goAway()).toMatchObject({ code: 4401, reconnect: true });
      const tookMs = performance.now() - startedAtMs;
      expect(tookMs).toBeGreaterThan(1.5 * HEARTBEAT_MS);
      expect(tookMs).toBeLessThan(4 * HEARTBEAT_MS);
      expect((await ground.gateway.metrics()).get('trunkline_sessions{state="detached"}')).toBe(1);
      expect(ground.echo.cancelled).toBe(cancelled);
      await waitFor('the backend is told', () => ground.echo.cancelled === cancelled + 1);
      client.destroy();
    }, closed);
  });
});
