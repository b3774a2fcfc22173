import { afterEach, describe, expect, it } from 'vitest';
import { countingBytes, message, settingsFrame, uint32Frame } from '../../support/http2-frames.ts';
import { NativeChannel } from '../../support/native-channel.ts';
import { answer, type PeerConnection, ScriptedHttp2Peer } from '../../support/scripted-http2-peer.ts';
import { waitFor } from '../../support/wait-for.ts';

const DATA = 0;
const GOAWAY = 7;
const WINDOW_UPDATE = 8;
const END_STREAM = 1;
const FLOW_CONTROL_ERROR = 3;
const CONNECTION = 0;
/** What the connection's window is until it is widened: RFC 9113 section 6.9.2. */
const CONNECTION_WINDOW_BYTES = 65_535;

const streamWindows = (bytes: number) => settingsFrame([4, bytes]);
const widen = (streamId: number, bytes: number) => uint32Frame(WINDOW_UPDATE, streamId, bytes);

let peer: ScriptedHttp2Peer;
let native: NativeChannel;

/** A channel to a peer whose streams begin with so many bytes. */
async function open(windowBytes: number): Promise<void> {
  peer = await ScriptedHttp2Peer.start(streamWindows(windowBytes));
  native = new NativeChannel(peer.port);
}

afterEach(async () => {
  native.channel.close();
  await peer.stop();
  expect(native.faults).toEqual([]);
});

/** All DATA of a stream so far. */
function sent(connection: PeerConnection, streamId: number): Buffer {
  return Buffer.concat(connection.seen(DATA, streamId).map(({ payload }) => payload));
}

/** How much was sent on a stream by when the client has handled all that its peer said. */
async function settled(connection: PeerConnection, streamId: number): Promise<number> {
  await connection.settle();
  return sent(connection, streamId).length;
}

async function wholeRequest(connection: PeerConnection, streamId: number): Promise<Buffer> {
  await waitFor('the end of the request', () => connection.seen(DATA, streamId).at(-1)?.flags === END_STREAM);
  return sent(connection, streamId);
}

describe('the window of a stream whose peer moves it by SETTINGS', () => {
  it('sends nothing while it is below 1, and then goes on where it stopped', async () => {
    await open(50_000);
    const payload = countingBytes(80_000);
    const { log } = native.unary(payload);
    const connection = await peer.connection();
    const id = await connection.call();
    connection.send(widen(CONNECTION, 1_000_000));
    expect(await settled(connection, id)).toBe(50_000);
    connection.send(streamWindows(20_000));
    expect(await settled(connection, id)).toBe(50_000);
    connection.send(widen(id, 29_999));
    expect(await settled(connection, id)).toBe(50_000);
    connection.send(widen(id, 1));
    expect(await settled(connection, id)).toBe(50_000);
    connection.send(widen(id, 1));
    expect(await settled(connection, id)).toBe(50_001);
    connection.send(widen(id, 80_000));
    expect((await wholeRequest(connection, id)).equals(message(payload))).toBe(true);
    connection.send(answer(id));
    expect((await log.end()).code).toBe(0);
  });

  it('stays closed to what the call sends only then, however small', async () => {
    await open(1000);
    const { call, log } = native.start();
    const connection = await peer.connection();
    const id = await connection.call();
    call.send(Buffer.alloc(900));
    await connection.frame(DATA);
    connection.send(streamWindows(100));
    await connection.settle();
    call.send(Buffer.from('a'));
    call.send(Buffer.from('b'));
    call.halfClose();
    expect(await settled(connection, id)).toBe(905);
    connection.send(widen(id, 817));
    const request = await wholeRequest(connection, id);
    expect(request.subarray(905)).toEqual(Buffer.concat([message(Buffer.from('a')), message(Buffer.from('b'))]));
    connection.send(answer(id));
    call.request(1);
    expect((await log.end()).code).toBe(0);
  });

  it('keeps the order of what a call sends as soon as it is told that there is room', async () => {
    await open(10);
    const { call, log } = native.start();
    const connection = await peer.connection();
    const id = await connection.call();
    const [first, second] = [countingBytes(60_000), Buffer.from('second')];
    const tell = log.onDrain.bind(log);
    log.onDrain = () => {
      tell();
      call.send(second);
      call.halfClose();
    };
    expect(call.send(first)).toBe(false);
    expect([await settled(connection, id), log.drains]).toEqual([10, 0]);
    connection.send(streamWindows(100_000), widen(CONNECTION, 100_000));
    const request = await wholeRequest(connection, id);
    expect(request.equals(Buffer.concat([message(first), message(second)]))).toBe(true);
    expect(log.drains).toBe(1);
  });

  it('lets every blocked stream go on where it is raised, without a WINDOW_UPDATE', async () => {
    await open(10);
    const payloads = [countingBytes(200), countingBytes(300)];
    const calls = payloads.map((payload) => native.unary(payload));
    const connection = await peer.connection();
    const ids = [await connection.call(0), await connection.call(1)];
    for (const id of ids) expect(await settled(connection, id)).toBe(10);
    connection.send(streamWindows(100));
    for (const id of ids) expect(await settled(connection, id)).toBe(100);
    connection.send(streamWindows(1000));
    for (const [index, id] of ids.entries()) {
      expect(await wholeRequest(connection, id)).toEqual(message(payloads[index] ?? Buffer.alloc(0)));
      connection.send(answer(id));
    }
    for (const { log } of calls) expect((await log.end()).code).toBe(0);
  });

  it('is raised by the difference alone, so that what was sent before still counts', async () => {
    await open(50_000);
    native.unary(countingBytes(60_000));
    const connection = await peer.connection();
    const id = await connection.call();
    connection.send(streamWindows(0), streamWindows(50_000));
    expect(await settled(connection, id)).toBe(50_000);
    connection.send(streamWindows(50_001));
    expect(await settled(connection, id)).toBe(50_001);
  });

  it('is what a stream begins with that is opened later', async () => {
    await open(50_000);
    native.unary(countingBytes(100));
    const connection = await peer.connection();
    await connection.call();
    connection.send(streamWindows(7));
    await connection.settle();
    native.unary(countingBytes(100));
    expect(await settled(connection, await connection.call(1))).toBe(7);
  });

  it('may not grow above 2^31-1 by them', async () => {
    await open(50_000);
    const { log } = native.unary();
    const connection = await peer.connection();
    const id = await connection.call();
    await connection.frame(DATA);
    const left = 50_000 - message(Buffer.from('hello')).length;
    connection.send(widen(id, 2 ** 31 - 1 - left));
    await connection.settle();
    connection.send(streamWindows(50_001));
    expect((await connection.frame(GOAWAY)).payload.readUInt32BE(4)).toBe(FLOW_CONTROL_ERROR);
    expect(await log.end()).toMatchObject({ code: 14, failure: { reason: 'CONNECTION_LOST', sent: 'MAYBE' } });
  });
});

describe('the window of a connection', () => {
  it('is not raised by SETTINGS', async () => {
    await open(100_000);
    const payload = countingBytes(90_000);
    native.unary(payload);
    const connection = await peer.connection();
    const id = await connection.call();
    expect(await settled(connection, id)).toBe(CONNECTION_WINDOW_BYTES);
    connection.send(streamWindows(200_000));
    expect(await settled(connection, id)).toBe(CONNECTION_WINDOW_BYTES);
    connection.send(widen(CONNECTION, 10));
    expect(await settled(connection, id)).toBe(CONNECTION_WINDOW_BYTES + 10);
    connection.send(widen(CONNECTION, 100_000));
    expect((await wholeRequest(connection, id)).equals(message(payload))).toBe(true);
  });

  it('is not lowered by SETTINGS', async () => {
    await open(50_000);
    native.unary(countingBytes(60_000));
    const connection = await peer.connection();
    const first = await connection.call();
    expect(await settled(connection, first)).toBe(50_000);
    connection.send(streamWindows(0));
    await connection.settle();
    native.unary(countingBytes(60_000));
    const second = await connection.call(1);
    connection.send(widen(second, 60_005));
    expect(await settled(connection, second)).toBe(CONNECTION_WINDOW_BYTES - 50_000);
  });
});
