import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { STATUS } from '../../src/status/index.ts';
import { ECHO_DESCRIPTORS } from '../support/echo-messages.ts';
import { badCall, echoCall, FaultGround } from '../support/fault-ground.ts';
import { frame, headerBlock, message, settingsFrame, uint32Frame } from '../support/http2-frames.ts';
import type { RawClient } from '../support/raw-client.ts';
import { answer, initialHeaders, ScriptedHttp2Peer, trailers } from '../support/scripted-http2-peer.ts';
import { waitFor } from '../support/wait-for.ts';

const TYPE = { DATA: 0, HEADERS: 1, SETTINGS: 4, PING: 6, WINDOW_UPDATE: 8, CONTINUATION: 9, UNKNOWN: 250 };
const FLAG = { END_HEADERS: 4, PADDED: 8 };
const FLOOD = 20_000;
/** Each 5 bytes of payload bring 256 of padding: 60,000 frames are 15 MB of what flow control counts. */
const PADDED_FRAMES = 60_000;
const PIECE_BYTES = 5;

const times = (count: number, one: Buffer) => Buffer.concat(new Array<Buffer>(count).fill(one));

/** Each makes the bytes of a flood on the stream of the call that is open. */
const FLOODS: Readonly<Record<string, (streamId: number) => Buffer>> = {
  PING: () => times(FLOOD, frame(TYPE.PING, 0, 0, Buffer.alloc(8))),
  SETTINGS: () => times(FLOOD, settingsFrame()),
  'SETTINGS that move the window': () =>
    times(FLOOD / 2, Buffer.concat([settingsFrame([4, 0]), settingsFrame([4, 1])])),
  'empty DATA': (streamId) =>
    Buffer.concat([initialHeaders(streamId), times(FLOOD, frame(TYPE.DATA, 0, streamId, Buffer.alloc(0)))]),
  'padded DATA without data': (streamId) =>
    Buffer.concat([initialHeaders(streamId), times(FLOOD, frame(TYPE.DATA, FLAG.PADDED, streamId, Buffer.alloc(1)))]),
  WINDOW_UPDATE: (streamId) => times(FLOOD, uint32Frame(TYPE.WINDOW_UPDATE, streamId, 1)),
  'frames of an unknown type': () => times(FLOOD, frame(TYPE.UNKNOWN, 0, 0, Buffer.alloc(0))),
  'acknowledgements of SETTINGS': () => times(FLOOD, frame(TYPE.SETTINGS, 1, 0, Buffer.alloc(0))),
  'empty CONTINUATION': (streamId) =>
    Buffer.concat([
      frame(TYPE.HEADERS, 0, streamId, headerBlock({ ':status': '200' })),
      times(FLOOD, frame(TYPE.CONTINUATION, 0, streamId, Buffer.alloc(0))),
    ]),
  'CONTINUATION without end': (streamId) =>
    Buffer.concat([
      frame(TYPE.HEADERS, 0, streamId, headerBlock({ ':status': '200' })),
      times(40, frame(TYPE.CONTINUATION, 0, streamId, headerBlock({ 'x-long': 'x'.repeat(8000) }))),
    ]),
  'informational answers': (streamId) => times(FLOOD, initialHeaders(streamId, { ':status': '103' })),
  'DATA for a stream that has ended': (streamId) =>
    Buffer.concat([answer(streamId), times(FLOOD, frame(TYPE.DATA, 0, streamId, Buffer.alloc(0)))]),
  'RST_STREAM of a stream that has ended': (streamId) =>
    Buffer.concat([answer(streamId), times(FLOOD, uint32Frame(3, streamId, 8))]),
  'HEADERS for a stream that has ended': (streamId) =>
    Buffer.concat([answer(streamId), times(FLOOD, trailers(streamId))]),
};

let ground: FaultGround;
let peer: ScriptedHttp2Peer;
let client: RawClient;
beforeAll(async () => {
  ground = await FaultGround.open();
  peer = await ScriptedHttp2Peer.start();
  await ground.register('echo', ECHO_DESCRIPTORS, `127.0.0.1:${peer.port}`);
});
afterEach(() => client.destroy());
afterAll(async () => {
  await ground[Symbol.asyncDispose]();
  await peer.stop();
});

describe('B7', () => {
  it.each(Object.entries(FLOODS))(
    'a flood of %s costs the backend its connection, and the next call gets a fresh one',
    async (_, flood) => {
      await ground.survives(async () => {
        client = await ground.login();
        client.request(1, echoCall({}));
        client.request(2, echoCall({}));
        await waitFor('a connection with both calls', () => peer.connections.at(-1)?.seen(TYPE.HEADERS).length === 2);
        const flooding = await peer.connection(peer.connections.length - 1);
        flooding.send(flood(await flooding.call(0)));
        expect(await client.response(2)).toMatchObject({
          status: STATUS.UNAVAILABLE,
          failure: { reason: 'CONNECTION_LOST', sent: 'MAYBE' },
        });
        await waitFor('the end of the connection', () => flooding.closed);
        const opened = peer.connections.length;
        client.request(3, echoCall({}));
        const fresh = await peer.connection(opened);
        fresh.send(answer(await fresh.call()));
        expect((await client.response(3)).status).toBe(STATUS.OK);
        fresh.socket.destroy();
        client.destroy();
      });
    },
  );

  it('padding that is 50 times the data is read to its end, and every window that it took is given back', async () => {
    // A payload this large, once, so that the heap has grown to it.
    await ground.controlCall({ ...badCall('Good'), payload: Buffer.alloc(2 ** 20) });
    await ground.survives(async () => {
      client = await ground.login();
      client.request(1, echoCall({}));
      const connection = await peer.connection(peer.connections.length);
      const streamId = await connection.call();
      const body = message(Buffer.alloc(PADDED_FRAMES * PIECE_BYTES - PIECE_BYTES, 7));
      connection.send(initialHeaders(streamId));
      await sendPadded(connection, streamId, body);
      connection.send(trailers(streamId));
      const { status, payload } = await client.response(1);
      expect(status).toBe(STATUS.OK);
      expect(Buffer.compare(payload, body.subarray(PIECE_BYTES))).toBe(0);
      connection.socket.destroy();
      client.destroy();
    });
  });
});

/** Sends `body` five bytes a frame, each with 255 bytes of padding, as the windows of stream and connection allow. */
async function sendPadded(
  connection: Awaited<ReturnType<ScriptedHttp2Peer['connection']>>,
  streamId: number,
  body: Buffer,
): Promise<void> {
  const granted = (id: number) =>
    connection.seen(TYPE.WINDOW_UPDATE, id).reduce((sum, { payload }) => sum + payload.readUInt32BE(), 0);
  const initial = 262_144;
  const padding = Buffer.alloc(255);
  let spent = 0;
  for (let at = 0; at < body.length; ) {
    await waitFor(
      'room in both windows',
      () => spent + 261 <= Math.min(initial + granted(streamId), 65_535 + granted(0)),
    );
    const room = Math.min(initial + granted(streamId), 65_535 + granted(0)) - spent;
    const frames: Buffer[] = [];
    for (let fits = Math.floor(room / 261); fits > 0 && at < body.length; fits--, at += PIECE_BYTES) {
      const piece = body.subarray(at, at + PIECE_BYTES);
      frames.push(frame(TYPE.DATA, FLAG.PADDED, streamId, Buffer.concat([Buffer.of(255), piece, padding])));
      spent += 256 + piece.length;
    }
    connection.send(...frames);
  }
}
