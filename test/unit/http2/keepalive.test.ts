import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FakeClock } from '../../support/fake-clock.ts';
import { frame, settingsFrame } from '../../support/http2-frames.ts';
import { NativeChannel } from '../../support/native-channel.ts';
import { answer, type PeerConnection, ScriptedHttp2Peer } from '../../support/scripted-http2-peer.ts';
import { waitFor } from '../../support/wait-for.ts';

const SETTINGS = 4;
const PING = 6;
const GOAWAY = 7;
const ACK = 1;
const SETTINGS_TIMEOUT = 4;
const KEEPALIVE_MS = 1000;
const ANSWER_TIMEOUT_MS = 500;
/** How late a timer may be. */
const TICK_MS = 10;
/** In the first half something had come: what was said to get here. */
const SILENT_MS = 2 * KEEPALIVE_MS;

const SETTINGS_ACK = frame(SETTINGS, ACK, 0, Buffer.alloc(0));

/** PINGs of the client's own, and not its answers. */
const pings = (connection: PeerConnection) => connection.seen(PING).filter(({ flags }) => (flags & ACK) === 0);

describe('a connection whose peer may be gone', () => {
  let clock: FakeClock;
  let peer: ScriptedHttp2Peer;
  let native: NativeChannel;
  beforeEach(async () => {
    clock = new FakeClock();
    peer = await ScriptedHttp2Peer.start();
    native = new NativeChannel(peer.port, { keepaliveMs: KEEPALIVE_MS, answerTimeoutMs: ANSWER_TIMEOUT_MS }, clock);
  });
  afterEach(async () => {
    native.channel.close();
    await peer.stop();
    expect(native.faults).toEqual([]);
  });

  /** The connection of a call that has begun, where all that the client waits for has come. */
  async function greeted(index = 0): Promise<PeerConnection> {
    const connection = await peer.connection(index);
    await connection.call();
    connection.send(SETTINGS_ACK);
    await connection.settle();
    return connection;
  }

  /** The payload of the `index`th PING by which the client asks, once it is there. */
  async function asked(connection: PeerConnection, index = 0): Promise<Buffer> {
    await waitFor('a PING', () => pings(connection).length > index);
    expect(pings(connection)).toHaveLength(index + 1);
    return pings(connection)[index]?.payload ?? Buffer.alloc(0);
  }

  async function expectNextCallOnFreshConnection(index = 1): Promise<void> {
    const { log } = native.unary();
    const fresh = await peer.connection(index);
    fresh.send(answer(await fresh.call()));
    expect((await log.end()).code).toBe(0);
  }

  it('ends where a PING is not answered in time, and its calls may have been run', async () => {
    const calls = [native.unary(), native.unary()];
    const connection = await greeted();
    clock.advance(SILENT_MS);
    await asked(connection);
    clock.advance(ANSWER_TIMEOUT_MS - TICK_MS);
    for (const { log } of calls) expect(log.ends).toEqual([]);
    clock.advance(TICK_MS);
    for (const { log } of calls) {
      expect(log.ends).toMatchObject([{ code: 14, failure: { reason: 'CONNECTION_LOST', sent: 'MAYBE' } }]);
    }
    expect(native.failures).toEqual([`127.0.0.1:${peer.port}: the backend did not answer a PING`]);
    await waitFor('the end of the connection', () => connection.closed);
    await expectNextCallOnFreshConnection();
  });

  it('ends without a call, too, so that the next call does not go where nobody is', async () => {
    const { log } = native.unary();
    const connection = await greeted();
    connection.send(answer(1));
    expect((await log.end()).code).toBe(0);
    clock.advance(SILENT_MS);
    await asked(connection);
    clock.advance(ANSWER_TIMEOUT_MS);
    await expectNextCallOnFreshConnection();
    expect(connection.seen(1)).toHaveLength(1);
  });

  it.each([
    ['the answer to the PING', (payload: Buffer) => frame(PING, ACK, 0, payload)],
    ['anything else', () => settingsFrame()],
  ])('stays where %s comes in time, and is asked again later', async (_, reply) => {
    const { log } = native.unary();
    const connection = await greeted();
    clock.advance(SILENT_MS);
    connection.send(reply(await asked(connection)));
    await connection.settle();
    clock.advance(ANSWER_TIMEOUT_MS);
    expect(log.ends).toEqual([]);
    clock.advance(KEEPALIVE_MS);
    await asked(connection, 1);
    connection.send(answer(1));
    expect((await log.end()).code).toBe(0);
    expect(native.failures).toEqual([]);
  });

  it('is not asked while something comes now and then', async () => {
    const { log } = native.unary();
    const connection = await greeted();
    for (let round = 0; round < 5; round++) {
      clock.advance(KEEPALIVE_MS);
      await connection.settle();
    }
    expect(pings(connection)).toEqual([]);
    connection.send(answer(1));
    expect((await log.end()).code).toBe(0);
  });

  it('ends where our SETTINGS are not acknowledged in time, and says why', async () => {
    const { log } = native.unary();
    const connection = await peer.connection();
    await connection.call();
    clock.advance(ANSWER_TIMEOUT_MS - TICK_MS);
    expect(log.ends).toEqual([]);
    clock.advance(TICK_MS);
    expect(log.ends).toMatchObject([{ code: 14, failure: { reason: 'CONNECTION_LOST', sent: 'MAYBE' } }]);
    expect((await connection.frame(GOAWAY)).payload.readUInt32BE(4)).toBe(SETTINGS_TIMEOUT);
    await waitFor('the end of the connection', () => connection.closed);
    await expectNextCallOnFreshConnection();
  });

  it('stays where our SETTINGS are acknowledged', async () => {
    const { log } = native.unary();
    const connection = await greeted();
    clock.advance(ANSWER_TIMEOUT_MS);
    expect(connection.seen(GOAWAY)).toEqual([]);
    connection.send(answer(1));
    expect((await log.end()).code).toBe(0);
  });
});
