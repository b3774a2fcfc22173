import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { STATUS } from '../../src/status/index.ts';
import { badCall, echoCall, FaultGround } from '../support/fault-ground.ts';
import { waitFor } from '../support/wait-for.ts';

const MAX_STREAMS = 100;
const IDLE_MS = 700;
const CROWD = 100;
/** As long as it takes to open all of them, and to look at them. */
const CROWD_IDLE_MS = 6000;
const STREAM_BYTES = 4 * 1024;
const CONTROL_CALLS = 100;
const IDLE_STREAM = { ...echoCall({}, 'BidiStream'), payload: new Uint8Array(0) };

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
        for (let seq = 1; seq <= MAX_STREAMS + 1; seq++) client.request(seq, IDLE_STREAM);
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

  it('ten thousand of them, of a hundred sessions, take little memory, hold up no other call, and end by themselves', async () => {
    const streams = CROWD * MAX_STREAMS;
    await using crowded = await FaultGround.open(['--call-stream-idle-timeout-ms', `${CROWD_IDLE_MS}`]);
    const open = () => crowded.metric('trunkline_calls_in_flight');
    await crowded.survives(
      async () => {
        const clients = await Promise.all(Array.from({ length: CROWD }, () => crowded.login()));
        const memoryBefore = await crowded.gateway.residentBytes();
        const { begun, cancelled } = crowded.echo;
        for (const client of clients) {
          for (let seq = 1; seq <= MAX_STREAMS; seq++) client.request(seq, IDLE_STREAM);
        }
        await waitFor('all are open', () => crowded.echo.begun === begun + streams);
        const memory = (await crowded.gateway.residentBytes()) - memoryBefore;
        for (let call = 0; call < CONTROL_CALLS; call++) {
          expect((await crowded.controlCall(badCall('Good'))).status).toBe(STATUS.OK);
        }
        expect(await open()).toBe(streams);
        expect(memory).toBeLessThan(streams * STREAM_BYTES);
        for (const client of clients) {
          for (let seq = 1; seq <= MAX_STREAMS; seq++) {
            expect(await client.response(seq)).toMatchObject({ failure: { reason: 'STREAM_IDLE', origin: 'GATEWAY' } });
          }
          client.destroy();
        }
        await waitFor('the backend is told of all', () => crowded.echo.cancelled === cancelled + streams);
      },
      { 'trunkline_calls_failed_total{reason="STREAM_IDLE"}': streams },
    );
  });
});
