import { once } from 'node:events';
import http2 from 'node:http2';

/** A gRPC backend that has every method, and answers with the message that it got. */
export class MirrorBackend implements AsyncDisposable {
  readonly address: string;
  readonly #server: http2.Http2Server;
  readonly #sessions = new Set<http2.ServerHttp2Session>();

  private constructor(server: http2.Http2Server, address: string) {
    this.#server = server;
    this.address = address;
    server.on('session', (session) => this.#sessions.add(session));
    server.on('stream', mirror);
  }

  static async start(): Promise<MirrorBackend> {
    const server = http2.createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const bound = server.address();
    if (bound === null || typeof bound === 'string') throw new Error('not bound');
    return new MirrorBackend(server, `127.0.0.1:${bound.port}`);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const session of this.#sessions) session.destroy();
    this.#server.close();
    await once(this.#server, 'close');
  }
}

function mirror(stream: http2.ServerHttp2Stream): void {
  stream.respond({ ':status': 200, 'content-type': 'application/grpc' }, { waitForTrailers: true });
  stream.on('wantTrailers', () => stream.sendTrailers({ 'grpc-status': '0' }));
  stream.on('error', () => {});
  stream.pipe(stream);
}
