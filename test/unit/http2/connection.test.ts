import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { HpackDecoder } from '../../../src/http2/hpack/index.ts';
import { frame, headerBlock, message, settingsFrame, uint32Frame } from '../../support/http2-frames.ts';
import { NativeChannel } from '../../support/native-channel.ts';
import { answer, initialHeaders, ScriptedHttp2Peer, trailers } from '../../support/scripted-http2-peer.ts';
import { waitFor } from '../../support/wait-for.ts';

describe('an HTTP/2 connection', () => {
  let peer: ScriptedHttp2Peer;
  let native: NativeChannel;

  beforeEach(async () => {
    peer = await ScriptedHttp2Peer.start();
    native = new NativeChannel(peer.port);
  });
  afterEach(async () => {
    native.channel.close();
    await peer.stop();
    expect(native.faults).toEqual([]);
  });

  it('greets with the preface, its settings and a wide window', async () => {
    native.unary();
    const connection = await peer.connection();
    await connection.call();
    expect(connection.preface).toBe('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n');
    expect(connection.frames.slice(0, 2).map(({ type }) => type)).toEqual([4, 8]);
    expect(connection.frames[0]?.payload.toString('hex')).toBe('000100000000000200000000000400040000000600010000');
    expect(connection.seen(4)[1]).toMatchObject({ flags: 1, streamId: 0 });
  });

  it('sends a unary call as one HEADERS and one DATA that ends the stream', async () => {
    native.unary(Buffer.from('hello'), [
      { key: 'x-a', value: 'b' },
      { key: 'authorization', value: 'secret' },
    ]);
    const connection = await peer.connection();
    const data = await connection.frame(0);
    const headers = await connection.frame(1);
    expect(headers).toMatchObject({ flags: 4, streamId: 1 });
    expect(data).toMatchObject({ flags: 1, streamId: 1, payload: message(Buffer.from('hello')) });
    const decoder = new HpackDecoder({ maxTableBytes: 4096, maxListBytes: 9999, maxFields: 99 });
    const fields = decoder.decode(headers.payload, 0, headers.payload.length)?.map(({ name, value }) => [name, value]);
    expect(fields?.slice(0, 7)).toEqual([
      [':method', 'POST'],
      [':scheme', 'http'],
      [':path', '/test.v1.Echo/Unary'],
      [':authority', `127.0.0.1:${peer.port}`],
      ['te', 'trailers'],
      ['content-type', 'application/grpc'],
      ['user-agent', 'test/1'],
    ]);
    expect(fields?.slice(7).map(([name]) => name)).toEqual(['grpc-timeout', 'x-a', 'authorization']);
    expect(headers.payload[0]).toBe(0x20);
    // RFC 7541 section 6.2.3: never indexed, name 23 of the static table.
    expect(headers.payload.includes(Buffer.from([0x1f, 8, 6]))).toBe(true);
  });

  it('lets a large message that is wanted come without a pause, and no other', async () => {
    const wanted = 1_000_000;
    const first = Buffer.alloc(16_384);
    first.writeUInt32BE(wanted, 1);
    native.unary();
    const connection = await peer.connection();
    const streamId = await connection.call();
    connection.send(initialHeaders(streamId), frame(0, 0, streamId, first));
    const update = await connection.frame(8, 0, streamId);
    expect(262_144 - first.length + update.payload.readUInt32BE()).toBe(5 + wanted - first.length);
    const small = Buffer.alloc(16_384);
    small.writeUInt32BE(20_000, 1);
    native.unary();
    const next = await connection.call(1);
    connection.send(initialHeaders(next), frame(0, 0, next, small));
    await connection.settle();
    expect(connection.seen(8, next)).toEqual([]);
  });

  it('makes one write of all calls of a turn', async () => {
    const first = native.unary();
    const connection = await peer.connection();
    connection.send(answer(await connection.call()));
    await first.log.end();
    const chunks: number[] = [];
    connection.socket.on('data', (chunk) => chunks.push(chunk.length));
    const turnsBefore = native.turns;
    for (let index = 0; index < 50; index++) native.unary();
    expect(native.turns - turnsBefore).toBe(1);
    await connection.frame(0, 50);
    expect(chunks).toHaveLength(1);
  });

  it('ends our half on an empty DATA frame where the last message has left already', async () => {
    const { call } = native.start();
    const connection = await peer.connection();
    await connection.call();
    call.send(Buffer.from('a'));
    await connection.frame(0);
    call.halfClose();
    expect(await connection.frame(0, 1)).toMatchObject({ flags: 1, payload: Buffer.alloc(0) });
  });

  it('reads an answer cut at every byte', async () => {
    const first = native.unary();
    const connection = await peer.connection();
    connection.socket.setNoDelay(true);
    const bytes = answer(await connection.call());
    for (const byte of bytes) {
      connection.socket.write(Uint8Array.of(byte));
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(await first.log.end()).toMatchObject({ code: 0 });
    expect(first.log.messages).toEqual([Uint8Array.from(Buffer.from('ok'))]);
  });

  it('takes informational answers, padding, priority, CONTINUATION and unknown frames', async () => {
    const { log } = native.unary();
    const connection = await peer.connection();
    const id = await connection.call();
    const block = headerBlock({ ':status': '200', 'x-cut': 'value' });
    connection.send(
      frame(0xbe, 0xff, id, Buffer.alloc(20)),
      initialHeaders(id, { ':status': '103', link: 'x' }),
      frame(1, 0x28, id, Buffer.concat([Buffer.from([3, 0, 0, 0, 0, 7]), block.subarray(0, 5), Buffer.alloc(3)])),
      frame(9, 0, id, block.subarray(5, 6)),
      frame(9, 0, id, Buffer.alloc(0)),
      frame(9, 4, id, block.subarray(6)),
      frame(0, 8, id, Buffer.concat([Buffer.of(255), message(Buffer.from('padded')), Buffer.alloc(255)])),
      frame(2, 0, id, Buffer.alloc(5)),
      trailers(id, { 'grpc-status': '0', 'x-t': '1' }),
    );
    expect(await log.end()).toMatchObject({ code: 0, trailers: [{ key: 'x-t', value: '1' }] });
    expect(log.headers).toEqual([[{ key: 'x-cut', value: 'value' }]]);
    expect(log.messages.map((payload) => Buffer.from(payload).toString())).toEqual(['padded']);
  });

  it('understands a peer that uses its dynamic table before it has seen our settings', async () => {
    const first = native.unary();
    const connection = await peer.connection();
    const id = await connection.call();
    connection.send(
      frame(1, 4, id, Buffer.from('88400161' + '0162', 'hex')),
      frame(1, 5, id, Buffer.from('be' + '400b677270632d737461747573' + '0130', 'hex')),
    );
    expect(await first.log.end()).toMatchObject({ code: 0, trailers: [{ key: 'a', value: 'b' }] });
    expect(first.log.headers).toEqual([[{ key: 'a', value: 'b' }]]);
  });

  it('answers a PING, with the same bytes', async () => {
    native.unary();
    const connection = await peer.connection();
    connection.send(frame(6, 0, 0, Buffer.from('12345678')));
    expect(await connection.frame(6)).toMatchObject({ flags: 1, streamId: 0, payload: Buffer.from('12345678') });
  });

  it('splits header blocks that are larger than a frame', async () => {
    const metadata = [0, 1, 2, 3].map((index) => ({ key: `x-${index}`, value: 'v'.repeat(9000) }));
    const { log } = native.unary(Buffer.from('x'), metadata);
    const connection = await peer.connection();
    await connection.frame(0);
    expect(await connection.frame(1)).toMatchObject({ flags: 0 });
    expect(connection.seen(9).map(({ flags }) => flags)).toEqual([0, 4]);
    const block = Buffer.concat(
      connection.frames.filter(({ type }) => type === 1 || type === 9).map((one) => one.payload),
    );
    const decoder = new HpackDecoder({ maxTableBytes: 4096, maxListBytes: 99_999, maxFields: 99 });
    expect(decoder.decode(block, 0, block.length)?.slice(-1)[0]?.value).toBe('v'.repeat(9000));
    connection.send(answer(1));
    expect(await log.end()).toMatchObject({ code: 0 });
  });

  it('refuses metadata that is not legal, and sends nothing of the call', async () => {
    const good = native.unary();
    const bad = native.unary(Buffer.from('x'), [{ key: 'x-a', value: 'b\r\nc: d' }]);
    const connection = await peer.connection();
    connection.send(answer(await connection.call()));
    expect(await good.log.end()).toMatchObject({ code: 0 });
    expect(await bad.log.end()).toMatchObject({ code: 3, failure: { reason: 'BAD_METADATA', sent: 'NEVER' } });
    await connection.settle();
    expect(connection.seen(1)).toHaveLength(1);
  });

  it('resets the stream of a call that is cancelled, and drops what is late', async () => {
    const { call, log } = native.unary();
    const other = native.unary();
    const connection = await peer.connection();
    const id = await connection.call();
    await connection.call(1);
    call.cancel();
    expect(await connection.frame(3)).toMatchObject({ streamId: id, payload: Buffer.from('00000008', 'hex') });
    connection.send(answer(id), uint32Frame(8, id, 5), uint32Frame(3, id, 8), answer(3));
    expect(await other.log.end()).toMatchObject({ code: 0 });
    expect(log.ends).toEqual([]);
    expect(native.channel.openCalls).toBe(0);
  });

  it('resets the stream of a call whose deadline has passed', async () => {
    const { log } = native.unary(Buffer.from('x'), [], 60);
    const connection = await peer.connection();
    expect(await log.end()).toMatchObject({ code: 4, failure: { reason: 'DEADLINE_EXCEEDED', sent: 'MAYBE' } });
    expect(await connection.frame(3)).toMatchObject({ payload: Buffer.from('00000008', 'hex') });
    expect(native.wheel.size).toBe(0);
  });

  it('resets its half of a stream that the peer has ended', async () => {
    const { call, log } = native.start();
    const connection = await peer.connection();
    const id = await connection.call();
    call.request(1);
    connection.send(answer(id));
    expect(await log.end()).toMatchObject({ code: 0 });
    expect(await connection.frame(3)).toMatchObject({ streamId: id, payload: Buffer.alloc(4) });
    expect(call.send(Buffer.from('late'))).toBe(true);
    await connection.settle();
    expect(connection.seen(0)).toEqual([]);
  });

  it('opens streams in the order of their ids, and counts up by two', async () => {
    for (let index = 0; index < 3; index++) native.unary();
    const connection = await peer.connection();
    await connection.call(2);
    expect(connection.seen(1).map(({ streamId }) => streamId)).toEqual([1, 3, 5]);
  });

  it('applies settings that come while calls run', async () => {
    native.unary();
    const connection = await peer.connection();
    await connection.call();
    connection.send(settingsFrame([3, 1]), settingsFrame([5, 20_000]));
    await waitFor(
      'two more acknowledgements',
      () => connection.seen(4).filter(({ flags }) => flags === 1).length === 3,
    );
    const second = native.unary();
    await connection.settle();
    expect(connection.seen(1)).toHaveLength(1);
    connection.send(answer(1));
    expect(await connection.call(1)).toBe(3);
    connection.send(answer(3));
    expect(await second.log.end()).toMatchObject({ code: 0 });
  });
});
