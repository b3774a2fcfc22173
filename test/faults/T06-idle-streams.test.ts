import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { STATUS } from '../../src/status/index.ts';
import { echoCall, FaultGround } from '../support/fault-ground.ts';

const MAX_STREAMS = 100;
const IDLE_MS = 700;

let ground: FaultGround;
beforeAll(async () => {
  ground = await FaultGround.open(['--call-stream-idle-timeout-ms', `${IDLE_MS}`]);
});
afterAll(() => ground[Symbol.asyncDispose]());

describe('T6', () => {
  it('a session has so many streams; one more is refused, and those that nothing moves on end by themselves', async () => {
    await ground.survives(
      async () => {
        const client = await ground.login();
        const startedAtMs = performance.now();
        const idle = { ...echoCall({}, 'BidiStream'), payload: new Uint8Array(0) };
        for (let seq = 1; seq <= MAX_STREAMS + 1; seq++) client.request(seq, idle);
        expect(await client.response(MAX_STREAMS + 1)).toMatchObject({
          status: STATUS.RESOURCE_EXHAUSTED,
          failure: { reason: 'TOO_MANY_STREAMS', sent: 'NEVER' },
        });
        for (let seq = 1; seq <= MAX_STREAMS; seq++) {
          expect(await client.response(seq)).toMatchObject({
            status: STATUS.DEADLINE_EXCEEDED,
            failure: { reason: 'STREAM_IDLE', origin: 'GATEWAY' },
          });
        }
        expect(performance.now() - startedAtMs).toBeGreaterThanOrEqual(IDLE_MS - 50);
        client.request(MAX_STREAMS + 2, echoCall({}));
        expect((await client.response(MAX_STREAMS + 2)).status).toBe(STATUS.OK);
        client.destroy();
      },
      {
        'trunkline_calls_failed_total{reason="TOO_MANY_STREAMS"}': 1,
        'trunkline_calls_failed_total{reason="STREAM_IDLE"}': MAX_STREAMS,
      },
    );
  });
});
