import { setImmediate as turnEnd } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CONFIG_SCHEMA } from '../../src/gateway/config-schema.ts';
import { STATUS } from '../../src/status/index.ts';
import { ECHO_DESCRIPTORS } from '../support/echo-messages.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { echoCall, FaultGround } from '../support/fault-ground.ts';
import { frame, goawayFrame } from '../support/http2-frames.ts';
import { NativeChannel } from '../support/native-channel.ts';
import { answer, type PeerConnection, ScriptedHttp2Peer } from '../support/scripted-http2-peer.ts';
import { waitFor } from '../support/wait-for.ts';

const SETTINGS = 4;
const PING = 6;
const ACK = 1;
const ENHANCE_YOUR_CALM = 0xb;
const FIVE_MINUTES_MS = 300_000;
const DAY_MS = 86_400_000;

const tooManyPings = (lastStreamId: number) => goawayFrame(lastStreamId, ENHANCE_YOUR_CALM, 'too_many_pings');

/** PINGs of the client's own, and not its answers. */
const pings = (connection: PeerConnection) => connection.seen(PING).filter(({ flags }) => (flags & ACK) === 0);

describe('B9', () => {
  let peer: ScriptedHttp2Peer;
  beforeAll(async () => {
    peer = await ScriptedHttp2Peer.start();
  });
  afterAll(() => peer.stop());

  it('a backend that is idle is pinged after five minutes, where nothing else is configured', () => {
    expect(CONFIG_SCHEMA.parse({}).upstream.keepaliveMs).toBe(FIVE_MINUTES_MS);
  });

  it('a backend that has had too many pings gets half as many, each time, down to one a day', async () => {
    const clock = new FakeClock();
    const native = new NativeChannel(peer.port, { keepaliveMs: FIVE_MINUTES_MS }, clock);
    // Days in steps of 10 ms would take long, and one long step lets all timers of it expire.
    const pass = (ms: number) => {
      clock.stall(ms);
      clock.advance(10);
    };
    let expectedMs = FIVE_MINUTES_MS;
    for (let round = 0; round < 10; round++) {
      const { log } = native.unary();
      const connection = await peer.connection(round);
      const streamId = await connection.call();
      connection.send(frame(SETTINGS, ACK, 0, Buffer.alloc(0)), answer(streamId));
      expect((await log.end()).code).toBe(STATUS.OK);
      // The first time something was heard since the connection was greeted, namely the answer; not the second time.
      pass(expectedMs);
      pass(expectedMs - 1000);
      await turnEnd();
      expect(pings(connection)).toHaveLength(0);
      pass(2000);
      await waitFor('a PING', () => pings(connection).length === 1);
      connection.send(frame(PING, ACK, 0, pings(connection)[0]?.payload ?? Buffer.alloc(8)), tooManyPings(streamId));
      await waitFor('the end of the connection', () => connection.closed);
      expectedMs = Math.min(2 * expectedMs, DAY_MS);
    }
    expect(expectedMs).toBe(DAY_MS);
    expect(native.faults).toEqual([]);
    native.channel.close();
  });

  it('calls of a connection that had too many pings are answered, and the next goes to a fresh one', async () => {
    await using ground = await FaultGround.open();
    const before = peer.connections.length;
    await ground.register('echo', ECHO_DESCRIPTORS, `127.0.0.1:${peer.port}`);
    await ground.survives(async () => {
      const client = await ground.login();
      client.request(1, echoCall({}));
      const calmed = await peer.connection(before);
      const streamId = await calmed.call();
      calmed.send(tooManyPings(streamId));
      await calmed.settle();
      client.request(2, echoCall({}));
      const fresh = await peer.connection(before + 1);
      fresh.send(answer(await fresh.call()));
      calmed.send(answer(streamId));
      for (const seq of [1, 2]) expect((await client.response(seq)).status).toBe(STATUS.OK);
      client.destroy();
      fresh.socket.destroy();
    });
  });
});
