import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { STATUS } from '../../src/status/index.ts';
import { ECHO_DESCRIPTORS } from '../support/echo-messages.ts';
import { echoCall, FaultGround } from '../support/fault-ground.ts';
import { goawayFrame } from '../support/http2-frames.ts';
import { NodeEchoBackend } from '../support/node-echo-backend.ts';
import { answer, ScriptedHttp2Peer } from '../support/scripted-http2-peer.ts';
import { waitFor } from '../support/wait-for.ts';

const NO_ERROR = 0;
/** So that it is known which endpoint a call goes to. */
const IN_TURN = { balance: 'BALANCE_ROUND_ROBIN' } as const;
const LARGEST_STREAM_ID = 2 ** 31 - 1;

let ground: FaultGround;
let peer: ScriptedHttp2Peer;
beforeAll(async () => {
  ground = await FaultGround.open();
  peer = await ScriptedHttp2Peer.start();
});
afterAll(async () => {
  await ground[Symbol.asyncDispose]();
  await peer.stop();
});

describe('B3', () => {
  it('a call above the last stream id of a GOAWAY is answered by another endpoint, and one below it finishes', async () => {
    await ground.registerWith(IN_TURN, 'echo', ECHO_DESCRIPTORS, `127.0.0.1:${peer.port}`, ground.echo.address);
    await ground.survives(async () => {
      const { begun } = ground.echo;
      const client = await ground.login();
      for (let seq = 1; seq <= 4; seq++) client.request(seq, echoCall({}));
      const connection = await peer.connection();
      const [below, above] = [await connection.call(0), await connection.call(1)];
      connection.send(goawayFrame(below, NO_ERROR));
      await connection.settle();
      connection.send(answer(below));
      for (let seq = 1; seq <= 4; seq++) expect((await client.response(seq)).status).toBe(STATUS.OK);
      expect(above).toBeGreaterThan(below);
      // Of four calls each endpoint got two, and one of the first endpoint's moved.
      expect(ground.echo.begun - begun).toBe(3);
      client.destroy();
    });
  });

  it('where there is no other endpoint, a call above the last stream id is UNAVAILABLE and was never run', async () => {
    await ground.register('echo', ECHO_DESCRIPTORS, `127.0.0.1:${peer.port}`);
    await ground.survives(async () => {
      const client = await ground.login();
      const opened = peer.connections.length;
      client.request(1, echoCall({}));
      const connection = await peer.connection(opened);
      await connection.call();
      connection.send(goawayFrame(0, NO_ERROR));
      expect(await client.response(1)).toMatchObject({
        status: STATUS.UNAVAILABLE,
        failure: { reason: 'STREAM_REFUSED', sent: 'NEVER' },
      });
      client.destroy();
    });
  });

  it('the warning of a GOAWAY in two phases ends no call, and what comes after it goes to a fresh connection', async () => {
    await ground.register('echo', ECHO_DESCRIPTORS, `127.0.0.1:${peer.port}`);
    await ground.survives(async () => {
      const client = await ground.login();
      const opened = peer.connections.length;
      client.request(1, echoCall({}));
      const old = await peer.connection(opened);
      const first = await old.call();
      old.send(goawayFrame(LARGEST_STREAM_ID, NO_ERROR));
      await old.settle();
      client.request(2, echoCall({}));
      const fresh = await peer.connection(opened + 1);
      fresh.send(answer(await fresh.call()));
      expect((await client.response(2)).status).toBe(STATUS.OK);
      old.send(goawayFrame(first, NO_ERROR), answer(first));
      expect((await client.response(1)).status).toBe(STATUS.OK);
      client.destroy();
    });
  });

  it('a graceful restart of one backend of two fails no call', async () => {
    let restarting = await NodeEchoBackend.start();
    const port = Number(restarting.address.split(':')[1]);
    await ground.register('echo', ECHO_DESCRIPTORS, restarting.address, ground.echo.address);
    await ground.survives(async () => {
      const client = await ground.login();
      const statuses = new Map<number, number>();
      let seq = 0;
      let busy = true;
      const caller = async () => {
        while (busy) {
          const mine = ++seq;
          client.request(mine, echoCall({ delayMs: 5 }));
          const { status } = await client.response(mine);
          statuses.set(status, (statuses.get(status) ?? 0) + 1);
        }
      };
      const callers = Array.from({ length: 16 }, caller);
      const answered = async (more: number) => {
        const goal = seq + more;
        await waitFor(`call ${goal}`, () => seq >= goal);
      };
      for (let round = 0; round < 3; round++) {
        await answered(100);
        await restarting.drain();
        await answered(100);
        restarting = await NodeEchoBackend.start(port);
        await answered(100);
      }
      busy = false;
      await Promise.all(callers);
      expect(Object.fromEntries(statuses)).toEqual({ [STATUS.OK]: seq });
      client.destroy();
    });
    await restarting.stop();
  });
});
