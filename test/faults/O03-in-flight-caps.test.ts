import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { STATUS } from '../../src/status/index.ts';
import type { Request } from '../../src/wire/index.ts';
import { badCall, echoCall, FaultGround } from '../support/fault-ground.ts';
import type { RawClient } from '../support/raw-client.ts';
import { waitFor } from '../support/wait-for.ts';

const OF_SESSION = 400;
const OF_BACKEND = 600;
const OF_GATEWAY = 700;
const MEBIBYTE = 1024 * 1024;

const SLOW = echoCall({ delayMs: 60_000 });
const refusedFor = (reason: string) => ({
  status: STATUS.RESOURCE_EXHAUSTED,
  failure: { reason, origin: 'GATEWAY', sent: 'NEVER' },
});

let ground: FaultGround;
beforeAll(async () => {
  ground = await FaultGround.open([
    ...['--session-max-in-flight', `${OF_SESSION}`],
    ...['--upstream-max-in-flight', `${OF_BACKEND}`],
    ...['--call-max-in-flight-total', `${OF_GATEWAY}`],
    // A client that is gone takes its calls with it: otherwise each test would wait for their deadline at its end.
    ...['--session-resume-window-ms', '0'],
  ]);
});
afterAll(() => ground[Symbol.asyncDispose]());

async function inFlight(calls: number): Promise<void> {
  await waitFor(`${calls} calls in flight`, async () => (await ground.metric('trunkline_calls_in_flight')) === calls);
}

function open(client: RawClient, calls: number, call: Partial<Request> = SLOW): void {
  for (let seq = 1; seq <= calls; seq++) client.request(seq, call);
}

/** How long a refusal takes: the median of a few, since the machine may be busy with something else. */
async function refusalMs(client: RawClient, fromSeq: number): Promise<number> {
  const took: number[] = [];
  for (let seq = fromSeq; seq < fromSeq + 21; seq++) {
    const startedAt = performance.now();
    client.request(seq, SLOW);
    expect((await client.response(seq)).status).toBe(STATUS.RESOURCE_EXHAUSTED);
    took.push(performance.now() - startedAt);
  }
  return took.sort((a, b) => a - b)[10] ?? Number.POSITIVE_INFINITY;
}

describe('O3', () => {
  it('a session has max_in_flight calls open and not one more, and another session does not notice', async () => {
    await ground.survives(
      async () => {
        const [greedy, modest] = await Promise.all([ground.login(), ground.login()]);
        open(greedy, OF_SESSION + 1);
        expect(await greedy.response(OF_SESSION + 1)).toMatchObject(refusedFor('TOO_MANY_IN_FLIGHT'));
        await inFlight(OF_SESSION);
        expect(await refusalMs(greedy, OF_SESSION + 2)).toBeLessThan(5);
        modest.request(1, echoCall({}));
        expect((await modest.response(1)).status).toBe(STATUS.OK);
        greedy.destroy();
        modest.destroy();
      },
      { 'trunkline_calls_failed_total{reason="TOO_MANY_IN_FLIGHT"}': 22 },
    );
  });

  it('an answer makes room for one more call', async () => {
    await ground.survives(async () => {
      const client = await ground.login();
      open(client, OF_SESSION);
      await inFlight(OF_SESSION);
      client.send({ kind: 'cancel', seq: 1 });
      expect((await client.response(1)).status).toBe(STATUS.CANCELLED);
      client.request(OF_SESSION + 1, echoCall({}));
      expect((await client.response(OF_SESSION + 1)).status).toBe(STATUS.OK);
      client.destroy();
    });
  });

  it('a backend has so many calls open and not one more, and another backend does not notice', async () => {
    await ground.survives(async () => {
      const [one, other] = await Promise.all([ground.login(), ground.login()]);
      open(one, OF_BACKEND / 2);
      open(other, OF_BACKEND / 2);
      await inFlight(OF_BACKEND);
      one.request(OF_SESSION, SLOW);
      expect(await one.response(OF_SESSION)).toMatchObject(refusedFor('GATEWAY_OVERLOADED'));
      expect(await refusalMs(one, OF_SESSION + 1)).toBeLessThan(5);
      one.request(OF_SESSION * 2, badCall('Good'));
      expect((await one.response(OF_SESSION * 2)).status).toBe(STATUS.OK);
      one.destroy();
      other.destroy();
    });
  });

  it('the gateway has so many calls open and not one more, whoever asks', async () => {
    await ground.survives(async () => {
      const [one, other, late] = await Promise.all([ground.login(), ground.login(), ground.login()]);
      open(one, OF_GATEWAY / 2);
      open(other, OF_GATEWAY / 2, badCall('NeverAnswers'));
      await inFlight(OF_GATEWAY);
      late.request(1, badCall('Good'));
      expect(await late.response(1)).toMatchObject(refusedFor('GATEWAY_OVERLOADED'));
      expect(await refusalMs(late, 2)).toBeLessThan(5);
      for (const client of [one, other, late]) client.destroy();
    });
  });

  it('fifty thousand calls to a backend that is too slow take no memory beyond those that are open', async () => {
    const calls = 50_000;
    await ground.survives(
      async () => {
        const client = await ground.login();
        open(client, OF_SESSION);
        await inFlight(OF_SESSION);
        const before = await ground.gateway.residentBytes();
        let most = 0;
        for (let seq = OF_SESSION + 1; seq <= OF_SESSION + calls; seq++) {
          client.request(seq, SLOW);
          if (seq % 5000 !== 0) continue;
          await client.response(seq);
          most = Math.max(most, await ground.gateway.residentBytes());
        }
        await client.response(OF_SESSION + calls);
        expect(most - before).toBeLessThan(32 * MEBIBYTE);
        client.destroy();
      },
      { 'trunkline_calls_failed_total{reason="TOO_MANY_IN_FLIGHT"}': calls },
    );
  });
});
