import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';

/** What a Consul that does not behave says. */
export interface ScriptedAnswer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string;
}

/** An HTTP server in the place of Consul, that answers as a test says: what the real one cannot be brought to do. */
export class ScriptedConsul implements AsyncDisposable {
  /** Paths with their queries, with when they came in milliseconds of `performance.now()`. */
  readonly requests: { readonly path: string; readonly atMs: number }[] = [];
  readonly #server: Server;
  readonly #port: number;

  private constructor(server: Server, port: number) {
    this.#server = server;
    this.#port = port;
  }

  /** `answer` is asked for each request; null leaves it without an answer. */
  static async start(answer: (path: string) => ScriptedAnswer | null): Promise<ScriptedConsul> {
    const server = createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('the server has no port');
    const consul = new ScriptedConsul(server, address.port);
    server.on('request', (request: IncomingMessage, response: ServerResponse) => {
      const path = request.url ?? '';
      consul.requests.push({ path, atMs: performance.now() });
      const said = answer(path);
      if (said === null) return;
      response.writeHead(said.status ?? 200, { 'content-type': 'application/json', ...said.headers });
      response.end(said.body);
    });
    return consul;
  }

  get port(): number {
    return this.#port;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((closed) => this.#server.close(closed));
  }
}
