import { once } from 'node:events';
import http2 from 'node:http2';

/** A backend that takes every call, and reads nothing of what it is sent. */
export class DeafBackend implements AsyncDisposable {
  readonly address: string;
  readonly #server: http2.Http2Server;
  readonly #sessions = new Set<http2.ServerHttp2Session>();

  private constructor(server: http2.Http2Server, address: string) {
    this.#server = server;
    this.address = address;
    server.on('session', (session) => this.#sessions.add(session));
    server.on('stream', (stream) => stream.on('error', () => {}));
  }

  static async start(): Promise<DeafBackend> {
    const server = http2.createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const bound = server.address();
    if (bound === null || typeof bound === 'string') throw new Error('not bound');
    return new DeafBackend(server, `127.0.0.1:${bound.port}`);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const session of this.#sessions) session.destroy();
    this.#server.close();
    await once(this.#server, 'close');
  }
}
