import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { STATUS } from '../../src/status/index.ts';
import { BAD_DESCRIPTORS } from '../support/bad-backend.ts';
import { ECHO_DESCRIPTORS } from '../support/echo-messages.ts';
import { badCall, echoCall, FaultGround } from '../support/fault-ground.ts';
import { NodeEchoBackend } from '../support/node-echo-backend.ts';
import type { RawClient } from '../support/raw-client.ts';
import { SlowProxy } from '../support/slow-proxy.ts';
import { waitFor } from '../support/wait-for.ts';

/** Short, so that the test sees an endpoint come back. */
const POLICY = {
  balance: 'BALANCE_ROUND_ROBIN',
  outliers: { consecutiveFailures: 3, slowFactor: 10, ejectMs: 300 },
} as const;

let ground: FaultGround;
let second: NodeEchoBackend;
let third: NodeEchoBackend;
beforeAll(async () => {
  ground = await FaultGround.open();
  [second, third] = await Promise.all([NodeEchoBackend.start(), NodeEchoBackend.start()]);
});
afterAll(async () => {
  await ground[Symbol.asyncDispose]();
  await Promise.all([second.stop(), third.stop()]);
});

const ejected = (address: string) => ground.metric(`trunkline_endpoint_ejected{backend="echo",endpoint="${address}"}`);
const ejections = (address: string) =>
  ground.metric(`trunkline_endpoint_ejections_total{backend="echo",endpoint="${address}"}`);

/** Calls one after the other until `done`; all must end with OK. */
async function callUntil(client: RawClient, first: number, done: () => Promise<boolean>): Promise<number> {
  let seq = first;
  while (!(await done())) {
    for (let call = 0; call < 6; call++, seq++) {
      client.request(seq, echoCall({}));
      expect((await client.response(seq)).status).toBe(STATUS.OK);
    }
  }
  return seq;
}

describe('B10', () => {
  it('an endpoint that comes and goes is ejected, let back in, and costs no call', async () => {
    let flapping = await NodeEchoBackend.start();
    const { address } = flapping;
    const port = Number(address.split(':').at(-1));
    await ground.registerWith(POLICY, 'echo', ECHO_DESCRIPTORS, ground.echo.address, second.address, address);
    await ground.survives(async () => {
      const client = await ground.login();
      let seq = 1;
      for (let flap = 1; flap <= 3; flap++) {
        await flapping.stop();
        seq = await callUntil(client, seq, async () => (await ejections(address)) >= flap);
        flapping = await NodeEchoBackend.start(port);
        const { begun } = flapping;
        seq = await callUntil(client, seq, async () => flapping.begun > begun);
        expect(await ejected(address)).toBe(0);
      }
      client.destroy();
    });
    await flapping.stop();
  });

  it('one of three that is a hundred times slower is ejected, and the others have the calls', async () => {
    const slow = await SlowProxy.start(third.address, 300);
    await ground.registerWith(
      { ...POLICY, outliers: { ...POLICY.outliers, ejectMs: 60_000 } },
      'echo',
      ECHO_DESCRIPTORS,
      ground.echo.address,
      second.address,
      slow.address,
    );
    await ground.survives(async () => {
      const client = await ground.login();
      const seq = await callUntil(client, 1, async () => (await ejected(slow.address)) === 1);
      const startedAtMs = performance.now();
      for (let call = seq; call < seq + 30; call++) client.request(call, echoCall({}));
      for (let call = seq; call < seq + 30; call++) expect((await client.response(call)).status).toBe(STATUS.OK);
      expect(performance.now() - startedAtMs).toBeLessThan(300);
      client.destroy();
    });
    await ground.register('echo', ECHO_DESCRIPTORS, ground.echo.address);
    await slow.stop();
  });

  it('where all fail, at most half are ejected, and each call is tried at no more endpoints than the policy says', async () => {
    const down = ['127.0.0.1:1', '127.0.0.1:2', '127.0.0.1:3', '127.0.0.1:4'];
    await ground.registerWith(
      { ...POLICY, retries: { attempts: 2, budgetPercent: 10, hedgeAfterMs: 0 } },
      'echo',
      ECHO_DESCRIPTORS,
      ...down,
    );
    await ground.survives(async () => {
      const client = await ground.login();
      for (let seq = 1; seq <= 60; seq++) {
        client.request(seq, echoCall({}));
        expect(await client.response(seq)).toMatchObject({
          status: STATUS.UNAVAILABLE,
          failure: { origin: 'GATEWAY', sent: 'NEVER' },
        });
      }
      const flags = await Promise.all(down.map(ejected));
      expect(flags.reduce((sum, flag) => sum + flag, 0)).toBe(2);
      client.destroy();
    });
    const attempts = await Promise.all(
      down.map((address) => ground.metric(`trunkline_endpoint_calls_total{backend="echo",endpoint="${address}"}`)),
    );
    expect(attempts.reduce((sum, count) => sum + count, 0)).toBe(120);
    await ground.register('echo', ECHO_DESCRIPTORS, ground.echo.address);
  });

  it('the only endpoint that can be connected serves while it is ejected', async () => {
    const { bad } = ground;
    await ground.survives(async () => {
      const client = await ground.login();
      let seq = 1;
      const drop = async (times: number) => {
        for (let drops = 0; drops < times; drops++, seq++) {
          client.request(seq, badCall('DropsConnection'));
          expect((await client.response(seq)).failure).toMatchObject({ reason: 'CONNECTION_LOST' });
        }
      };
      // An endpoint alone is never ejected, but its failures count.
      await drop(10);
      await ground.register('bad', BAD_DESCRIPTORS, '127.0.0.1:9', bad.address);
      await drop(1);
      expect(await ground.metric(`trunkline_endpoint_ejected{backend="bad",endpoint="${bad.address}"}`)).toBe(1);
      for (const last = seq + 10; seq < last; seq++) {
        client.request(seq, badCall('Good'));
        expect(await client.response(seq)).toMatchObject({ status: STATUS.OK, failure: null });
      }
      expect(await ground.metric(`trunkline_endpoint_ejected{backend="bad",endpoint="${bad.address}"}`)).toBe(1);
      client.destroy();
    });
  });

  it('calls above the limits of the policy are RESOURCE_EXHAUSTED, and were never sent', async () => {
    await ground.registerWith({ limits: { maxInFlight: 2 } }, 'echo', ECHO_DESCRIPTORS, ground.echo.address);
    await ground.survives(async () => {
      const client = await ground.login();
      for (let seq = 1; seq <= 2; seq++) client.request(seq, echoCall({ delayMs: 400 }));
      await waitFor('both are open', async () => (await ground.metric('trunkline_calls_in_flight')) === 2);
      client.request(3, echoCall({}));
      expect(await client.response(3)).toMatchObject({
        status: STATUS.RESOURCE_EXHAUSTED,
        failure: { origin: 'GATEWAY', sent: 'NEVER' },
      });
      for (let seq = 1; seq <= 2; seq++) expect((await client.response(seq)).status).toBe(STATUS.OK);
      client.destroy();
    });
    expect(await ground.metric('trunkline_backend_calls_refused_total{backend="echo"}')).toBe(1);
  });
});
