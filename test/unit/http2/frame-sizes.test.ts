import { afterEach, describe, expect, it } from 'vitest';
import { HpackDecoder } from '../../../src/http2/hpack/index.ts';
import { countingBytes, frame, message, settingsFrame, uint32Frame } from '../../support/http2-frames.ts';
import { NativeChannel } from '../../support/native-channel.ts';
import {
  answer,
  initialHeaders,
  type PeerConnection,
  ScriptedHttp2Peer,
  trailers,
} from '../../support/scripted-http2-peer.ts';
import { waitFor } from '../../support/wait-for.ts';

const DATA = 0;
const HEADERS = 1;
const WINDOW_UPDATE = 8;
const CONTINUATION = 9;
const END_STREAM = 1;
const END_HEADERS = 4;
const DEFAULT_BYTES = 16_384;
const LARGER_BYTES = 40_000;

const WIDE_WINDOWS = Buffer.concat([settingsFrame([4, 2 ** 30]), uint32Frame(WINDOW_UPDATE, 0, 2 ** 30)]);
const maxFrameSize = (bytes: number) => settingsFrame([5, bytes]);
/** Makes a block of some 36,000 bytes. */
const METADATA = [0, 1, 2, 3].map((index) => ({ key: `x-${index}`, value: 'v'.repeat(9000) }));

let peer: ScriptedHttp2Peer;
let native: NativeChannel;

/** A connection on which all of the greeting has been handled. */
async function open(greeting: Uint8Array): Promise<PeerConnection> {
  peer = await ScriptedHttp2Peer.start(greeting);
  native = new NativeChannel(peer.port);
  native.channel.connect();
  const connection = await peer.connection();
  await connection.settle();
  return connection;
}

afterEach(async () => {
  native.channel.close();
  await peer.stop();
  expect(native.faults).toEqual([]);
});

/** The sizes of the DATA frames of one request, which is `payload`, and whole. */
async function dataSizes(connection: PeerConnection, streamId: number, payload: Uint8Array): Promise<number[]> {
  await waitFor('the end of the request', () => connection.seen(DATA, streamId).at(-1)?.flags === END_STREAM);
  const parts = connection.seen(DATA, streamId).map((one) => one.payload);
  expect(Buffer.concat(parts).equals(message(payload))).toBe(true);
  // An empty one ends a request whose last byte had been written already.
  return parts.map(({ length }) => length).filter((length) => length > 0);
}

/** The sizes of the frames of one header block, which ends with METADATA. */
async function blockSizes(connection: PeerConnection, streamId: number): Promise<number[]> {
  await connection.frame(DATA, 0, streamId);
  const frames = connection.frames.filter((one) => one.streamId === streamId && one.type !== DATA);
  expect(frames.map(({ type }) => type)).toEqual([HEADERS, ...frames.slice(1).map(() => CONTINUATION)]);
  expect(frames.map(({ flags }) => flags)).toEqual([...frames.slice(1).map(() => 0), END_HEADERS]);
  const block = Buffer.concat(frames.map(({ payload }) => payload));
  const fields = new HpackDecoder({ maxTableBytes: 4096, maxListBytes: 99_999, maxFields: 99 }).decode(
    block,
    0,
    block.length,
  );
  expect(fields?.slice(-4).map(({ name, value }) => ({ key: name, value }))).toEqual(METADATA);
  return frames.map(({ payload }) => payload.length);
}

describe('a frame of ours', () => {
  it('has 16,384 bytes at most where the peer has not said more, and messages of several arrive whole', async () => {
    const connection = await open(WIDE_WINDOWS);
    const payloads = [16_378, 16_379, 16_380, 100_000].map(countingBytes);
    const calls = payloads.map((payload) => native.unary(payload));
    const sizes: number[][] = [];
    for (const [index, payload] of payloads.entries()) {
      const id = await connection.call(index);
      sizes.push(await dataSizes(connection, id, payload));
      connection.send(answer(id));
    }
    expect(sizes).toEqual([
      [16_383],
      [DEFAULT_BYTES],
      [DEFAULT_BYTES, 1],
      [...new Array<number>(6).fill(DEFAULT_BYTES), 1701],
    ]);
    for (const { log } of calls) expect((await log.end()).code).toBe(0);
  });

  it('has as many bytes as the peer allows, from the time that it does until it allows less', async () => {
    const connection = await open(WIDE_WINDOWS);
    const payload = countingBytes(100_000);
    native.unary(payload);
    expect(Math.max(...(await dataSizes(connection, 1, payload)))).toBe(DEFAULT_BYTES);
    connection.send(maxFrameSize(LARGER_BYTES));
    await connection.settle();
    native.unary(payload);
    expect(await dataSizes(connection, await connection.call(1), payload)).toEqual([
      LARGER_BYTES,
      LARGER_BYTES,
      20_005,
    ]);
    connection.send(maxFrameSize(DEFAULT_BYTES));
    await connection.settle();
    native.unary(payload);
    expect(Math.max(...(await dataSizes(connection, await connection.call(2), payload)))).toBe(DEFAULT_BYTES);
  });

  it('is cut by the window, where that is smaller', async () => {
    const connection = await open(settingsFrame([4, 20_000], [5, LARGER_BYTES]));
    const payload = countingBytes(30_000);
    native.unary(payload);
    const id = await connection.call();
    expect((await connection.frame(DATA)).payload).toHaveLength(20_000);
    connection.send(uint32Frame(WINDOW_UPDATE, id, 20_000));
    expect(await dataSizes(connection, id, payload)).toEqual([20_000, 10_005]);
  });

  it('goes on in CONTINUATION frames where a header block is larger', async () => {
    const connection = await open(settingsFrame());
    native.unary(Buffer.from('x'), METADATA);
    const sizes = await blockSizes(connection, await connection.call());
    expect(sizes.slice(0, -1)).toEqual([DEFAULT_BYTES, DEFAULT_BYTES]);
    expect(sizes.at(-1)).toBeLessThan(DEFAULT_BYTES);
  });

  it('holds a header block whole, or more of it, where the peer allows larger ones', async () => {
    const connection = await open(maxFrameSize(30_000));
    native.unary(Buffer.from('x'), METADATA);
    const sizes = await blockSizes(connection, await connection.call());
    expect(sizes).toEqual([30_000, expect.any(Number)]);
    connection.send(maxFrameSize(LARGER_BYTES));
    await connection.settle();
    native.unary(Buffer.from('x'), METADATA);
    expect(await blockSizes(connection, await connection.call(1))).toHaveLength(1);
  });
});

/** Cuts `bytes` into parts of `lengths`, over and over. */
function cut(bytes: Buffer, lengths: readonly number[]): Buffer[] {
  const parts: Buffer[] = [];
  for (let at = 0; at < bytes.length; ) {
    const part = bytes.subarray(at, at + (lengths[parts.length % lengths.length] ?? 1));
    parts.push(part);
    at += part.length;
  }
  return parts;
}

describe('a message of the backend', () => {
  it.each([
    ['frames as large as we allow', [DEFAULT_BYTES]],
    ['frames of a byte, of none and of many', [1, 0, 4, 1, 0, 16_000]],
  ])('arrives whole in %s', async (_, lengths) => {
    const connection = await open(settingsFrame());
    const payload = countingBytes(50_000);
    const { log } = native.unary();
    const id = await connection.call();
    const frames = cut(message(payload), lengths).map((part) => frame(DATA, 0, id, part));
    connection.send(initialHeaders(id), ...frames, trailers(id));
    expect((await log.end()).code).toBe(0);
    expect(log.messages.map((one) => Buffer.from(one).equals(payload))).toEqual([true]);
  });
});
