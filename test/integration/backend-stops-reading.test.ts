import { once } from 'node:events';
import http2 from 'node:http2';
import type { Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connect } from '../../src/client/index.ts';
import { BAD_SERVICE } from '../support/bad-backend.ts';
import { ECHO_DESCRIPTORS, ECHO_SERVICE, encodeEchoRequest } from '../support/echo-messages.ts';
import { badCall, echoCall, FaultGround } from '../support/fault-ground.ts';
import { waitFor } from '../support/wait-for.ts';

const MEBIBYTE = 1024 * 1024;
const MESSAGE = encodeEchoRequest({ body: Buffer.alloc(MEBIBYTE / 4) });
/** Each may leave a client with as much out as it may have, or with nearly so. */
const SIZES = [10, 250_000, 300_000, 1, 65_535, 65_536, 262_143, 262_144, MEBIBYTE, 40, 2 * MEBIBYTE];
const STREAMS = 8;
const MESSAGES = 32;

/** A backend that takes streams and reads nothing of them until it is told to. */
class StalledBackend implements AsyncDisposable {
  readonly address: string;
  readonly streams: http2.ServerHttp2Stream[] = [];
  readonly #sockets = new Set<Socket>();
  bytes = 0;
  readonly #server: http2.Http2Server;

  private constructor(server: http2.Http2Server, port: number) {
    this.#server = server;
    this.address = `127.0.0.1:${port}`;
    server.on('stream', (stream) => {
      stream.on('error', () => {});
      this.streams.push(stream);
    });
    server.on('sessionError', () => {});
    server.on('connection', (socket: Socket) => this.#sockets.add(socket));
  }

  static async start(): Promise<StalledBackend> {
    const server = http2.createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('not bound');
    return new StalledBackend(server, address.port);
  }

  read(): void {
    for (const stream of this.streams) {
      stream.on('data', (chunk: Buffer) => {
        this.bytes += chunk.length;
      });
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.close();
    for (const socket of this.#sockets) socket.destroy();
    await Promise.resolve();
  }
}

describe.each(['native', 'grpc-js'])('a backend that stops reading, with the %s engine', (engine) => {
  let ground: FaultGround;
  beforeAll(async () => {
    ground = await FaultGround.open([], { TRUNKLINE_UPSTREAM_ENGINE: engine });
  });
  afterAll(() => ground[Symbol.asyncDispose]());

  it('holds back the client that writes to it, takes little memory, and loses nothing when it reads on', async () => {
    await using stalled = await StalledBackend.start();
    await ground.register('echo', ECHO_DESCRIPTORS, stalled.address);
    const client = await ground.login();
    const before = await ground.gateway.residentBytes();
    for (let seq = 1; seq <= STREAMS; seq++) {
      client.request(seq, { ...echoCall({}, 'ClientStream'), payload: new Uint8Array(0) });
    }
    for (let count = 0; count < MESSAGES; count++) {
      for (let seq = 1; seq <= STREAMS; seq++) {
        client.send({ kind: 'message', seq, body: { metadata: [], payload: MESSAGE } });
      }
    }
    await waitFor('the streams to begin', () => stalled.streams.length === STREAMS);
    let most = 0;
    for (let look = 0; look < 50; look++) {
      most = Math.max(most, await ground.gateway.residentBytes());
      expect((await ground.controlCall(badCall('Good'))).status).toBe(0);
    }
    expect(most - before).toBeLessThan(48 * MEBIBYTE);
    expect(client.socket.writableLength).toBeGreaterThan(24 * MEBIBYTE);
    stalled.read();
    const sent = STREAMS * MESSAGES * (MESSAGE.length + 5);
    await waitFor(`all ${sent} bytes to arrive`, () => stalled.bytes === sent, 30_000);
    client.destroy();
    await waitFor('nothing to be in flight', async () => (await ground.metric('trunkline_calls_in_flight')) === 0);
  });

  it('pauses only the uploads to it, where the client sends no more than it has credit for', async () => {
    await using stalled = await StalledBackend.start();
    await ground.register('echo', ECHO_DESCRIPTORS, stalled.address);
    await using client = await connect(`tcp://${ground.address}`);
    const method = `${ECHO_SERVICE}/ClientStream`;
    let read = 0;
    function* endless() {
      for (;;) {
        read++;
        yield MESSAGE;
      }
    }
    const uploads = Array.from({ length: STREAMS }, () => client.openStream(method, { messages: endless() }));
    await waitFor('the streams to begin', () => stalled.streams.length === STREAMS);
    let before = -1;
    await waitFor('nothing more to be read from the sources', async () => {
      const same = read === before;
      before = read;
      for (let call = 0; call < 10; call++) await client.callBinary(`${BAD_SERVICE}/Good`, new Uint8Array(0));
      return same;
    });
    expect(read).toBeLessThan(STREAMS * 8);
    for (const upload of uploads) upload.cancel();
    await waitFor('all uploads to be given up', async () => (await ground.metric('trunkline_calls_in_flight')) === 0);
  });

  it('loses nothing of large and small messages, in turn, of a client that waits for credit', async () => {
    await using stalled = await StalledBackend.start();
    await ground.register('echo', ECHO_DESCRIPTORS, stalled.address);
    await using client = await connect(`tcp://${ground.address}`);
    const sizes = [...SIZES, ...SIZES, ...SIZES];
    const messages = sizes.map((size) => encodeEchoRequest({ body: Buffer.alloc(size) }));
    const upload = client.openStream(`${ECHO_SERVICE}/ClientStream`, { messages });
    await waitFor('the stream to begin', () => stalled.streams.length === 1);
    stalled.read();
    const sent = messages.reduce((sum, { length }) => sum + length + 5, 0);
    await waitFor(`all ${sent} bytes to arrive`, () => stalled.bytes === sent);
    upload.cancel();
  });
});
