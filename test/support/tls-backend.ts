import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createSecureServer, type Http2SecureServer, type ServerHttp2Stream } from 'node:http2';
import type { Socket } from 'node:net';
import { join } from 'node:path';
import { createSecureContext, type Server, type TLSSocket } from 'node:tls';

const FIXTURE = join(import.meta.dirname, '../fixtures/tls');

/** What a server needs to be `backend.test`, `localhost` and 127.0.0.1 to whoever trusts it. */
export const TLS_IDENTITY = {
  cert: readFileSync(join(FIXTURE, 'backend.cert.pem')),
  key: readFileSync(join(FIXTURE, 'backend.key.pem')),
};

/** Trusts that server, and nobody else. */
export const TRUSTING = createSecureContext({ ca: TLS_IDENTITY.cert });

/** Answers a call whose request has arrived whole: its messages with their prefixes, one behind the other. */
export type Answering = (stream: ServerHttp2Stream, request: Buffer) => void;

/** Ends a call well, with `messages` as they are. */
export function answerOverTls(stream: ServerHttp2Stream, messages: Uint8Array): void {
  stream.respond({ ':status': 200, 'content-type': 'application/grpc' }, { waitForTrailers: true });
  stream.on('wantTrailers', () => stream.sendTrailers({ 'grpc-status': '0' }));
  stream.end(messages);
}

/** A port of the loopback, once `server` listens there. */
export async function listeningPort(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('not bound');
  return address.port;
}

/** Node's own HTTP/2 over TLS, in this process. */
export class TlsBackend {
  readonly port: number;
  /** The name that each connection asked for; false: none. */
  readonly askedNames: (string | false | null)[] = [];
  readonly #server: Http2SecureServer;
  readonly #sockets = new Set<Socket>();

  private constructor(server: Http2SecureServer, port: number) {
    this.#server = server;
    this.port = port;
    server.on('connection', (socket: Socket) => this.#sockets.add(socket));
    server.on('secureConnection', (socket: TLSSocket) => this.askedNames.push(socket.servername));
  }

  static async start(answering: Answering = answerOverTls): Promise<TlsBackend> {
    const server = createSecureServer(TLS_IDENTITY);
    server.on('sessionError', () => {});
    server.on('stream', (stream) => {
      const chunks: Buffer[] = [];
      stream.on('error', () => {});
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => answering(stream, Buffer.concat(chunks)));
    });
    return new TlsBackend(server, await listeningPort(server));
  }

  /** Ends every connection at once, with a reset or without, and in any case without a word of TLS or HTTP/2. */
  cut(how: 'destroy' | 'resetAndDestroy'): void {
    for (const socket of this.#sockets) socket[how]();
  }

  async stop(): Promise<void> {
    const closed = once(this.#server, 'close');
    this.#server.close();
    this.cut('destroy');
    await closed;
  }
}
