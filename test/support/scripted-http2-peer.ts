import { createServer, type Server, type Socket } from 'node:net';
import { frame, headerBlock, message, settingsFrame } from './http2-frames.ts';
import { waitFor } from './wait-for.ts';

export interface SeenFrame {
  readonly type: number;
  readonly flags: number;
  readonly streamId: number;
  readonly payload: Buffer;
}

const PREFACE_BYTES = 24;
const RESPONSE = { ':status': '200', 'content-type': 'application/grpc' };

/** One connection of the client under test, as its peer sees it: what it sent, frame by frame, and a way to say anything. */
export class PeerConnection {
  readonly frames: SeenFrame[] = [];
  readonly socket: Socket;
  preface = '';
  closed = false;
  #bytes = Buffer.alloc(0);

  constructor(socket: Socket) {
    this.socket = socket;
    socket.on('data', (chunk) => this.#received(chunk));
    socket.on('close', () => {
      this.closed = true;
    });
    socket.on('error', () => {});
  }

  send(...parts: readonly Uint8Array[]): void {
    this.socket.write(Buffer.concat(parts));
  }

  /** What was sent of `type`, on one stream where it is given. */
  seen(type: number, streamId?: number): SeenFrame[] {
    return this.frames.filter((one) => one.type === type && (streamId === undefined || one.streamId === streamId));
  }

  /** The `index`th frame of `type`, once it is there. */
  async frame(type: number, index = 0, streamId?: number): Promise<SeenFrame> {
    await waitFor(`frame ${index} of type ${type}`, () => this.seen(type, streamId).length > index);
    const found = this.seen(type, streamId)[index];
    if (found === undefined) throw new Error('no such frame');
    return found;
  }

  /** The stream id of the `index`th call, once its HEADERS are there. */
  async call(index = 0): Promise<number> {
    return (await this.frame(1, index)).streamId;
  }

  /** Answers a PING round trip: all that was sent before it has been handled by the client. */
  async settle(): Promise<void> {
    const payload = Buffer.alloc(8);
    payload.writeUInt32BE(0x5e771e);
    payload.writeUInt32BE(this.frames.length, 4);
    this.send(frame(6, 0, 0, payload));
    await waitFor('the answer to a PING', () => this.seen(6).some((one) => one.payload.equals(payload)));
  }

  #received(chunk: Buffer): void {
    this.#bytes = Buffer.concat([this.#bytes, chunk]);
    if (this.preface === '' && this.#bytes.length >= PREFACE_BYTES) {
      this.preface = this.#bytes.toString('latin1', 0, PREFACE_BYTES);
      this.#bytes = this.#bytes.subarray(PREFACE_BYTES);
    }
    while (this.preface !== '' && this.#bytes.length >= 9) {
      const end = 9 + this.#bytes.readUIntBE(0, 3);
      if (this.#bytes.length < end) return;
      this.frames.push({
        type: this.#bytes[3] ?? 0,
        flags: this.#bytes[4] ?? 0,
        streamId: this.#bytes.readUInt32BE(5),
        payload: Buffer.from(this.#bytes.subarray(9, end)),
      });
      this.#bytes = this.#bytes.subarray(end);
    }
  }
}

/** A server of HTTP/2 that does only what a test tells it, frame by frame. */
export class ScriptedHttp2Peer {
  readonly connections: PeerConnection[] = [];
  readonly port: number;
  readonly #server: Server;

  private constructor(server: Server, port: number) {
    this.#server = server;
    this.port = port;
  }

  /** `greeting` is sent to each connection at once; null: nothing is. */
  static async start(greeting: Uint8Array | null = settingsFrame()): Promise<ScriptedHttp2Peer> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('no port');
    const peer = new ScriptedHttp2Peer(server, address.port);
    server.on('connection', (socket) => {
      const connection = new PeerConnection(socket);
      peer.connections.push(connection);
      if (greeting !== null) connection.send(greeting);
    });
    return peer;
  }

  /** The `index`th connection, once it is there. */
  async connection(index = 0): Promise<PeerConnection> {
    await waitFor(`connection ${index}`, () => this.connections.length > index);
    const found = this.connections[index];
    if (found === undefined) throw new Error('no such connection');
    return found;
  }

  async stop(): Promise<void> {
    for (const { socket } of this.connections) socket.destroy();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}

/** The frames of an answer, whole. */
export function answer(streamId: number, payload: Uint8Array = Buffer.from('ok')): Buffer {
  return Buffer.concat([initialHeaders(streamId), frame(0, 0, streamId, message(payload)), trailers(streamId)]);
}

export function initialHeaders(streamId: number, fields: Readonly<Record<string, string>> = RESPONSE): Buffer {
  return frame(1, 4, streamId, headerBlock(fields));
}

export function trailers(streamId: number, fields: Readonly<Record<string, string>> = { 'grpc-status': '0' }): Buffer {
  return frame(1, 5, streamId, headerBlock(fields));
}
