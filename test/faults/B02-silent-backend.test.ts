import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { STATUS } from '../../src/status/index.ts';
import { badCall, FaultGround } from '../support/fault-ground.ts';
import { waitFor } from '../support/wait-for.ts';

const TIMEOUT_MS = 500;

let ground: FaultGround;
beforeAll(async () => {
  ground = await FaultGround.open();
});
afterAll(() => ground[Symbol.asyncDispose]());

describe('B2', () => {
  it('a backend that takes a call and never answers costs its deadline, and its stream is reset', async () => {
    const { resets } = ground.bad;
    await ground.survives(
      async () => {
        const client = await ground.login();
        const startedAtMs = performance.now();
        client.request(1, { ...badCall('NeverAnswers'), timeoutMs: TIMEOUT_MS });
        expect(await client.response(1)).toMatchObject({
          status: STATUS.DEADLINE_EXCEEDED,
          failure: { reason: 'DEADLINE_EXCEEDED', origin: 'GATEWAY', sent: 'MAYBE' },
        });
        const tookMs = performance.now() - startedAtMs;
        expect(tookMs).toBeGreaterThanOrEqual(TIMEOUT_MS - 1);
        expect(tookMs).toBeLessThan(TIMEOUT_MS + 150);
        await waitFor('the stream is reset', () => ground.bad.resets === resets + 1);
        client.destroy();
      },
      { 'trunkline_calls_failed_total{reason="DEADLINE_EXCEEDED"}': 1 },
    );
  });
});
