import { once } from 'node:events';
import http2 from 'node:http2';
import type { AddressInfo, Socket } from 'node:net';
import { resolve } from 'node:path';
import { gzipSync } from 'node:zlib';

export const BAD_DESCRIPTORS = resolve(import.meta.dirname, '../fixtures/bad/bad.binpb');
export const BAD_SERVICE = 'trunkline.test.v1.BadService';

const { NGHTTP2_INTERNAL_ERROR, NGHTTP2_REFUSED_STREAM } = http2.constants;
const GRPC_HEADERS = { ':status': 200, 'content-type': 'application/grpc' };
/** A BadResponse with the body "x". */
const MESSAGE = Buffer.from([0, 0, 0, 0, 3, 10, 1, 120]);

function prefixed(length: number, compressed: boolean, body: Buffer): Buffer {
  const prefix = Buffer.alloc(5);
  prefix[0] = compressed ? 1 : 0;
  prefix.writeUInt32BE(length, 1);
  return Buffer.concat([prefix, body]);
}

/** A gigabyte of zeros takes a megabyte; a quarter of that is enough to see whether it is unpacked whole. */
const bomb = () => gzipSync(Buffer.alloc(256 * 1024 * 1024));

type Behaviour = (stream: http2.ServerHttp2Stream) => void;

function answer(
  stream: http2.ServerHttp2Stream,
  body: Buffer,
  trailers: http2.OutgoingHttpHeaders,
  headers = {},
): void {
  stream.respond({ ...GRPC_HEADERS, ...headers }, { waitForTrailers: true });
  stream.on('wantTrailers', () => stream.sendTrailers(trailers));
  stream.end(body);
}

/** By `destroy`, which resets with INTERNAL_ERROR: `close` would end the stream first. */
function resetAfter(stream: http2.ServerHttp2Stream, bytes: Buffer | null): void {
  const reset = () => setImmediate(() => stream.destroy(new Error('reset')));
  stream.respond(GRPC_HEADERS);
  if (bytes === null) reset();
  else stream.write(bytes, reset);
}

/** Each method of BadService, by name. */
const BEHAVIOURS: Readonly<Record<string, Behaviour>> = {
  Good: (stream) => answer(stream, MESSAGE, { 'grpc-status': '0' }),
  NeverAnswers: () => {},
  RefusedStream: (stream) => stream.close(NGHTTP2_REFUSED_STREAM),
  ResetAfterHeaders: (stream) => resetAfter(stream, null),
  ResetMidData: (stream) => resetAfter(stream, MESSAGE.subarray(0, 6)),
  ResetAfterData: (stream) => resetAfter(stream, MESSAGE),
  EndWithoutTrailers: (stream) => {
    stream.respond(GRPC_HEADERS);
    stream.end(MESSAGE);
  },
  TruncatedMessage: (stream) => answer(stream, MESSAGE.subarray(0, 6), { 'grpc-status': '0' }),
  NoStatus: (stream) => answer(stream, MESSAGE, { other: 'trailer' }),
  Status999: (stream) => answer(stream, MESSAGE, { 'grpc-status': '999' }),
  StatusAbc: (stream) => answer(stream, MESSAGE, { 'grpc-status': 'abc' }),
  BadPercentEncoding: (stream) => answer(stream, MESSAGE, { 'grpc-status': '9', 'grpc-message': 'a%ZZb%e4%' }),
  HtmlPage: (stream) => {
    stream.respond({ ':status': 200, 'content-type': 'text/html' });
    stream.end('<html>hello</html>');
  },
  HtmlBadGateway: (stream) => {
    stream.respond({ ':status': 502, 'content-type': 'text/html' });
    stream.end('<html>bad gateway</html>');
  },
  TooLarge: (stream) => {
    const body = Buffer.alloc(5 * 1024 * 1024);
    answer(stream, prefixed(body.length, false, body), { 'grpc-status': '0' });
  },
  PrefixOf4GiB: (stream) => {
    stream.respond(GRPC_HEADERS);
    stream.write(prefixed(0xffffffff, false, Buffer.alloc(100)));
  },
  CompressedBomb: (stream) => {
    const packed = bomb();
    answer(stream, prefixed(packed.length, true, packed), { 'grpc-status': '0' }, { 'grpc-encoding': 'gzip' });
  },
  MalformedCompressed: (stream) => {
    const packed = Buffer.from('this is not gzip');
    answer(stream, prefixed(packed.length, true, packed), { 'grpc-status': '0' }, { 'grpc-encoding': 'gzip' });
  },
  TwoAnswers: (stream) => answer(stream, Buffer.concat([MESSAGE, MESSAGE]), { 'grpc-status': '0' }),
  NoAnswerButOk: (stream) => answer(stream, Buffer.alloc(0), { 'grpc-status': '0' }),
  DropsConnection: (stream) => stream.session?.destroy(),
};

/** A backend that speaks HTTP/2 and breaks gRPC in each way that a method of BadService is named after. */
export class BadBackend {
  readonly address: string;
  readonly #server: http2.Http2Server;
  readonly #sockets = new Set<Socket>();
  /** How often each method was called. */
  readonly calls = new Map<string, number>();
  /** Streams that the client's side reset. */
  resets = 0;

  private constructor(server: http2.Http2Server) {
    this.#server = server;
    const address: AddressInfo | string | null = server.address();
    if (address === null || typeof address === 'string') throw new Error('not bound');
    this.address = `127.0.0.1:${address.port}`;
    server.on('connection', (socket: Socket) => this.#sockets.add(socket));
    server.on('sessionError', () => {});
    server.on('stream', (stream, headers) => this.#serve(stream, String(headers[':path'])));
  }

  static async start(port = 0): Promise<BadBackend> {
    const server = http2.createServer();
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
    return new BadBackend(server);
  }

  async stop(): Promise<void> {
    this.#server.close();
    for (const socket of this.#sockets) socket.destroy();
    await Promise.resolve();
  }

  #serve(stream: http2.ServerHttp2Stream, path: string): void {
    const method = path.slice(path.lastIndexOf('/') + 1);
    this.calls.set(method, (this.calls.get(method) ?? 0) + 1);
    stream.on('error', () => {});
    stream.on('aborted', () => this.resets++);
    stream.resume();
    const behave = BEHAVIOURS[method];
    if (behave === undefined) stream.close(NGHTTP2_INTERNAL_ERROR);
    else behave(stream);
  }
}
