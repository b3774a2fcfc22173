import { frame, message, settingsFrame, uint32Frame } from './http2-frames.ts';
import { initialHeaders, type PeerConnection, ScriptedHttp2Peer, trailers } from './scripted-http2-peer.ts';
import { waitFor } from './wait-for.ts';

const DATA = 0;
const SETTINGS = 4;
const WINDOW_UPDATE = 8;
const END_STREAM = 1;
const PADDED = 8;
const MAX_CONCURRENT_STREAMS = 3;
const INITIAL_WINDOW_SIZE = 4;
const DEFAULT_WINDOW_BYTES = 65_535;
const WIDE_WINDOW_BYTES = 2 ** 30;

/** How the data of an answer is cut. */
export interface DataFrames {
  readonly bytes: number;
  /** Null: not padded. */
  readonly paddingBytes: number | null;
}

/**
 * The bad server of gRPC's negative HTTP/2 cases: frames in raw bytes, within the flow control of its client.
 * https://github.com/grpc/grpc/blob/master/doc/negative-http2-test-descriptions.md
 */
export class NegativeServer {
  readonly #peer: ScriptedHttp2Peer;
  /** The message that calls are answered with. */
  readonly response: Uint8Array;
  /** What earlier answers took of a connection's window. */
  readonly #spent = new Map<PeerConnection, number>();

  private constructor(peer: ScriptedHttp2Peer, response: Uint8Array) {
    this.#peer = peer;
    this.response = response;
  }

  static async start(response: Uint8Array, maxConcurrentStreams = 100): Promise<NegativeServer> {
    const settings = settingsFrame(
      [MAX_CONCURRENT_STREAMS, maxConcurrentStreams],
      [INITIAL_WINDOW_SIZE, WIDE_WINDOW_BYTES],
    );
    const greeting = Buffer.concat([settings, uint32Frame(WINDOW_UPDATE, 0, WIDE_WINDOW_BYTES)]);
    return new NegativeServer(await ScriptedHttp2Peer.start(greeting), response);
  }

  get address(): string {
    return `127.0.0.1:${this.#peer.port}`;
  }

  connection(index = 0): Promise<PeerConnection> {
    return this.#peer.connection(index);
  }

  /** The stream id of the `index`th call of a connection, once its request is whole. */
  async request(connection: PeerConnection, index = 0): Promise<number> {
    const streamId = await connection.call(index);
    await waitFor(`the request on stream ${streamId}`, () =>
      connection.seen(DATA, streamId).some(({ flags }) => (flags & END_STREAM) !== 0),
    );
    return streamId;
  }

  /** The answer's message with its prefix. */
  get body(): Buffer {
    return message(this.response);
  }

  async answer(connection: PeerConnection, streamId: number, frames: DataFrames): Promise<void> {
    connection.send(initialHeaders(streamId));
    await this.sendData(connection, streamId, this.body, frames);
    connection.send(trailers(streamId));
  }

  /** Sends `body` as DATA, as far as the client's windows allow, and waits for them to open. */
  async sendData(connection: PeerConnection, streamId: number, body: Buffer, frames: DataFrames): Promise<void> {
    const { bytes, paddingBytes } = frames;
    const overhead = paddingBytes === null ? 0 : paddingBytes + 1;
    const streamWindow = windowOf(connection, streamId, await initialWindow(connection));
    const connectionWindow = windowOf(connection, 0, DEFAULT_WINDOW_BYTES);
    const earlier = this.#spent.get(connection) ?? 0;
    let spent = 0;
    const room = () => Math.min(streamWindow(), connectionWindow() - earlier) - spent;
    for (let at = 0; at < body.length; ) {
      const parts: Buffer[] = [];
      for (let left = room(); left >= bytes + overhead && at < body.length; left -= bytes + overhead) {
        const part = body.subarray(at, at + bytes);
        parts.push(dataFrame(streamId, part, paddingBytes));
        at += bytes;
        spent += part.length + overhead;
      }
      if (parts.length > 0) connection.send(...parts);
      else await waitFor('a window to open', () => room() >= bytes + overhead);
    }
    this.#spent.set(connection, earlier + spent);
  }

  stop(): Promise<void> {
    return this.#peer.stop();
  }
}

function dataFrame(streamId: number, part: Buffer, paddingBytes: number | null): Buffer {
  if (paddingBytes === null) return frame(DATA, 0, streamId, part);
  return frame(DATA, PADDED, streamId, Buffer.concat([Buffer.of(paddingBytes), part, Buffer.alloc(paddingBytes)]));
}

/** What the client's settings say. */
async function initialWindow(connection: PeerConnection): Promise<number> {
  const { payload } = await connection.frame(SETTINGS);
  for (let at = 0; at < payload.length; at += 6) {
    if (payload.readUInt16BE(at) === INITIAL_WINDOW_SIZE) return payload.readUInt32BE(at + 2);
  }
  return DEFAULT_WINDOW_BYTES;
}

/** All that was ever allowed on a stream; 0: on the connection. */
function windowOf(connection: PeerConnection, streamId: number, initialBytes: number): () => number {
  return () =>
    connection.seen(WINDOW_UPDATE, streamId).reduce((sum, { payload }) => sum + payload.readUInt32BE(), initialBytes);
}
