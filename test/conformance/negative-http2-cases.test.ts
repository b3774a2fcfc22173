import { afterEach, describe, expect, test } from 'vitest';
import { STATUS } from '../../src/status/index.ts';
import { frame, goawayFrame, uint32Frame } from '../support/http2-frames.ts';
import { InteropWorld } from '../support/interop-world.ts';
import { type DataFrames, NegativeServer } from '../support/negative-server.ts';
import { initialHeaders, trailers } from '../support/scripted-http2-peer.ts';
import { waitFor } from '../support/wait-for.ts';

// The cases of https://github.com/grpc/grpc/blob/master/doc/negative-http2-test-descriptions.md under their own names.

const UNARY = 'grpc.testing.TestService/UnaryCall';
const REQUEST = { responseSize: 314_159, payload: { body: Buffer.alloc(271_828).toString('base64') } };
const RESPONSE = { payload: { body: Buffer.alloc(314_159).toString('base64') } };
const LARGE_FRAMES: DataFrames = { bytes: 16_384, paddingBytes: null };
const SMALL_FRAMES: DataFrames = { bytes: 5, paddingBytes: null };
/** 250 times what is said: 15 MB in all. */
const PADDED_FRAMES: DataFrames = { bytes: 5, paddingBytes: 250 };
const HEADERS = 1;
const RST_STREAM = 3;
const PING = 6;
const ACK = 1;
const NO_ERROR = 0;

describe.each(['native', 'grpc-js'])('through the gateway on the %s engine to a bad server', (engine) => {
  let world: InteropWorld;
  let server: NegativeServer;

  const open = async (maxConcurrentStreams?: number) => {
    world = await InteropWorld.open(engine, async (_, messages) => {
      server = await NegativeServer.start(messages.encode('SimpleResponse', RESPONSE), maxConcurrentStreams);
      return server;
    });
  };
  afterEach(() => world[Symbol.asyncDispose]());

  const largeUnary = () => world.client.invoke(UNARY, world.messages.encode('SimpleRequest', REQUEST));
  const expectAnswer = async (call: ReturnType<typeof largeUnary>) => {
    expect(Buffer.from((await call).payload).equals(Buffer.from(server.response))).toBe(true);
  };

  test('goaway', async () => {
    await open();
    const first = largeUnary();
    const old = await server.connection(0);
    const streamId = await server.request(old);
    await server.answer(old, streamId, LARGE_FRAMES);
    await expectAnswer(first);
    old.send(goawayFrame(streamId, NO_ERROR));
    await waitFor('the client to leave', () => old.closed);

    const second = largeUnary();
    const fresh = await server.connection(1);
    await server.answer(fresh, await server.request(fresh), LARGE_FRAMES);
    await expectAnswer(second);
    expect(old.seen(HEADERS)).toHaveLength(1);
  });

  test.each([
    ['rst_after_header', 0],
    ['rst_during_data', 0.5],
    ['rst_after_data', 1],
  ])('%s', async (_, share) => {
    await open();
    const call = largeUnary();
    const connection = await server.connection();
    const streamId = await server.request(connection);
    connection.send(initialHeaders(streamId));
    const sent = server.body.subarray(0, Math.floor(server.body.length * share));
    await server.sendData(connection, streamId, sent, LARGE_FRAMES);
    connection.send(uint32Frame(RST_STREAM, streamId, NO_ERROR));
    await expect(call).rejects.toMatchObject({ code: STATUS.INTERNAL, sent: 'MAYBE' });
    expect(connection.closed).toBe(false);
  });

  test('ping', async () => {
    await open();
    const call = largeUnary();
    const connection = await server.connection();
    const sent: Buffer[] = [];
    const ping = () => {
      const payload = Buffer.from(`ping${String(sent.length).padStart(4, '0')}`);
      sent.push(payload);
      connection.send(frame(PING, 0, 0, payload));
    };
    ping();
    const streamId = await server.request(connection);
    ping();
    connection.send(initialHeaders(streamId));
    ping();
    for (let at = 0; at < server.body.length; at += 50_000) {
      await server.sendData(connection, streamId, server.body.subarray(at, at + 50_000), LARGE_FRAMES);
      ping();
    }
    connection.send(trailers(streamId));
    ping();
    await expectAnswer(call);
    const acknowledged = () => connection.seen(PING).filter(({ flags }) => (flags & ACK) !== 0);
    await waitFor('all pings to be answered', () => acknowledged().length === sent.length);
    expect(acknowledged().map(({ payload }) => payload.toString())).toEqual(sent.map(String));
  });

  test('max_streams', async () => {
    await open(1);
    const first = largeUnary();
    const connection = await server.connection();
    await server.answer(connection, await server.request(connection), LARGE_FRAMES);
    await expectAnswer(first);

    const calls = Array.from({ length: 10 }, largeUnary);
    for (let index = 1; index <= calls.length; index++) {
      const streamId = await server.request(connection, index);
      await connection.settle();
      // One stream at a time: the next is opened only once this one has its answer.
      expect(connection.seen(HEADERS)).toHaveLength(index + 1);
      await server.answer(connection, streamId, LARGE_FRAMES);
    }
    for (const call of calls) await expectAnswer(call);
  });

  test.each([
    ['data_frame_padding', PADDED_FRAMES],
    ['no_df_padding_sanity_test', SMALL_FRAMES],
  ])('%s', async (_, frames) => {
    await open();
    const call = largeUnary();
    const connection = await server.connection();
    await server.answer(connection, await server.request(connection), frames);
    await expectAnswer(call);
  });
});
