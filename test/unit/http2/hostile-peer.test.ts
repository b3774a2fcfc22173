import { setImmediate as turnEnd } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { frame, goawayFrame, settingsFrame, uint32Frame } from '../../support/http2-frames.ts';
import { NativeChannel } from '../../support/native-channel.ts';
import { type PeerConnection, ScriptedHttp2Peer } from '../../support/scripted-http2-peer.ts';
import { waitFor } from '../../support/wait-for.ts';

const HEADERS = 1;
const GOAWAY = 7;
const WINDOW_UPDATE = 8;
const INITIAL_WINDOW_SIZE = 4;
const ENHANCE_YOUR_CALM = 0xb;
const STREAMS = 10_000;

const sockets = () => process.getActiveResourcesInfo().filter((kind) => kind === 'TCPSocketWrap').length;

describe('a connection with a hostile peer', () => {
  let peer: ScriptedHttp2Peer;
  let native: NativeChannel;
  beforeEach(async () => {
    peer = await ScriptedHttp2Peer.start();
    native = new NativeChannel(peer.port, { maxWaitingCalls: 2 * STREAMS });
  });
  afterEach(async () => {
    native.channel.close();
    await peer.stop();
    expect(native.faults).toEqual([]);
  });

  /** A connection with so many calls open. */
  async function withCalls(): Promise<PeerConnection> {
    for (let index = 0; index < STREAMS; index++) native.unary();
    const connection = await peer.connection();
    await connection.call(STREAMS - 1);
    return connection;
  }

  it('is closed in the end, whatever waits to be sent to a peer that does not read', async () => {
    const { call, log } = native.start();
    const connection = await peer.connection();
    const streamId = await connection.call();
    connection.send(uint32Frame(WINDOW_UPDATE, streamId, 2 ** 30), uint32Frame(WINDOW_UPDATE, 0, 2 ** 30));
    await connection.settle();
    connection.socket.pause();
    const payload = Buffer.alloc(2 ** 20);
    // More than the system buffers between us.
    for (let sent = 0; sent < 40; sent++) {
      call.send(payload);
      await turnEnd();
    }
    const before = sockets();
    connection.send(frame(HEADERS, 4, 0, Buffer.alloc(0)));
    expect(await log.end()).toMatchObject({ code: 14, failure: { reason: 'CONNECTION_LOST' } });
    await waitFor('the socket to be closed', () => sockets() < before, 5000);
  });

  it.each<[string, (index: number) => Buffer]>([
    ['SETTINGS that move every window', (index) => settingsFrame([INITIAL_WINDOW_SIZE, index % 2])],
    ['GOAWAY', () => goawayFrame(2 ** 31 - 1, 0)],
  ])('ends a flood of %s, each of which costs a look at every stream, after a few', async (_, nth) => {
    const connection = await withCalls();
    connection.send(...Array.from({ length: 40 }, (_, index) => nth(index)));
    const { payload } = await connection.frame(GOAWAY);
    expect(payload.readUInt32BE(4)).toBe(ENHANCE_YOUR_CALM);
  });
});
