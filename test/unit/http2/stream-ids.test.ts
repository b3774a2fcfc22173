import { afterEach, describe, expect, it } from 'vitest';
import { settingsFrame } from '../../support/http2-frames.ts';
import { NativeChannel, type StartedCall } from '../../support/native-channel.ts';
import { answer, type PeerConnection, ScriptedHttp2Peer } from '../../support/scripted-http2-peer.ts';
import { waitFor } from '../../support/wait-for.ts';

const HEADERS = 1;
const GOAWAY = 7;
const NO_ERROR = 0;
const MAX_CONCURRENT_STREAMS = 3;
/** Three streams: 1, 3 and 5. */
const MAX_STREAM_ID = 5;

const streamIds = (connection: PeerConnection) => connection.seen(HEADERS).map(({ streamId }) => streamId);

describe('a connection that has no stream ids left', () => {
  let peer: ScriptedHttp2Peer;
  let native: NativeChannel;
  async function open(greeting = settingsFrame()): Promise<void> {
    peer = await ScriptedHttp2Peer.start(greeting);
    native = new NativeChannel(peer.port, { maxStreamId: MAX_STREAM_ID });
  }
  afterEach(async () => {
    native.channel.close();
    await peer.stop();
    expect(native.faults).toEqual([]);
  });

  async function expectAllWell(calls: readonly StartedCall[]): Promise<void> {
    for (const { log } of calls) expect((await log.end()).code).toBe(0);
    expect(native.failures).toEqual([]);
  }

  it('leaves the calls that wait for it to the next, and that to the one after', async () => {
    await open();
    const calls = Array.from({ length: 8 }, () => native.unary());
    const connections = [await peer.connection(0), await peer.connection(1), await peer.connection(2)];
    await connections[2]?.call(1);
    expect(connections.map(streamIds)).toEqual([
      [1, 3, 5],
      [1, 3, 5],
      [1, 3],
    ]);
    for (const connection of connections) connection.send(...streamIds(connection).map((id) => answer(id)));
    await expectAllWell(calls);
    expect(peer.connections).toHaveLength(3);
  });

  it('finishes the calls that it has while later ones run on a fresh connection, and then says goodbye', async () => {
    await open();
    const early = [native.unary(), native.unary()];
    const full = await peer.connection();
    await full.call(1);
    const last = native.unary();
    expect(await full.call(2)).toBe(MAX_STREAM_ID);
    const later = native.unary();
    const fresh = await peer.connection(1);
    fresh.send(answer(await fresh.call()));
    await expectAllWell([later]);
    expect(native.channel.openCalls).toBe(3);
    full.send(answer(1), answer(3));
    await expectAllWell(early);
    await full.settle();
    expect(full.seen(GOAWAY)).toEqual([]);
    full.send(answer(MAX_STREAM_ID, Buffer.from('last')));
    await expectAllWell([last]);
    expect(last.log.messages).toEqual([Uint8Array.from(Buffer.from('last'))]);
    expect((await full.frame(GOAWAY)).payload.readUInt32BE(4)).toBe(NO_ERROR);
    await waitFor('the end of the old connection', () => full.closed);
    expect(streamIds(full)).toEqual([1, 3, MAX_STREAM_ID]);
    expect([native.channel.openCalls, native.failures]).toEqual([0, []]);
  });

  it('is replaced where its peer allows one stream at a time', async () => {
    await open(settingsFrame([MAX_CONCURRENT_STREAMS, 1]));
    const calls = Array.from({ length: 4 }, () => native.unary());
    const full = await peer.connection();
    for (const [index, id] of [1, 3, MAX_STREAM_ID].entries()) {
      expect(await full.call(index)).toBe(id);
      full.send(answer(id));
    }
    const fresh = await peer.connection(1);
    fresh.send(answer(await fresh.call()));
    await expectAllWell(calls);
    await waitFor('the end of the old connection', () => full.closed);
  });

  it('is not replaced before there is a call for the next', async () => {
    await open();
    const calls = Array.from({ length: 3 }, () => native.unary());
    const full = await peer.connection();
    await full.call(2);
    full.send(...streamIds(full).map((id) => answer(id)));
    await expectAllWell(calls);
    await waitFor('the end of the old connection', () => full.closed);
    expect(peer.connections).toHaveLength(1);
    const later = native.unary();
    const fresh = await peer.connection(1);
    fresh.send(answer(await fresh.call()));
    await expectAllWell([later]);
  });
});
