import { once } from 'node:events';
import { createServer, request as forward, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { ScriptedAnswer } from './scripted-consul.ts';

/** What becomes of a write: it goes through, or it never arrives and has no answer, or it arrives and its answer is lost. */
export type WriteFate = 'forward' | 'drop' | 'lose-answer';

/** Stands between a writer and Consul, and decides each write. Reads go through. */
export class WriteProxy implements AsyncDisposable {
  /** Decides write number `index`, from 0: at once, or when the test is ready. */
  decide: (index: number, path: string) => WriteFate | Promise<WriteFate> = () => 'forward';
  /** What a read waits for before it goes through. */
  beforeRead: (path: string) => Promise<void> = () => Promise.resolve();
  /** Whether nothing goes through, as where the network is cut: no answer, and no error. */
  partitioned = false;
  /** What it says itself in the place of Consul; null: nothing. */
  intercept: (path: string) => ScriptedAnswer | null = () => null;
  /** When requests came, in milliseconds of `performance.now()`. */
  readonly requestedAtMs: number[] = [];
  writes = 0;
  /** Of all answers, in bytes. */
  bytesAnswered = 0;
  readonly #answers: { readonly path: string; readonly status: number }[] = [];
  readonly #server: Server;
  readonly #port: number;
  readonly #target: number;

  private constructor(server: Server, port: number, target: number) {
    this.#server = server;
    this.#port = port;
    this.#target = target;
  }

  /** `target` is the port of Consul. */
  static async start(target: number): Promise<WriteProxy> {
    const server = createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('the proxy has no port');
    const proxy = new WriteProxy(server, address.port, target);
    server.on('request', (request, response) => void proxy.#pass(request, response));
    return proxy;
  }

  get port(): number {
    return this.#port;
  }

  /** How many answers of Consul had that status. */
  answered(path: string, status: number): number {
    return this.#answers.filter((answer) => answer.path.startsWith(path) && answer.status === status).length;
  }

  /** The most requests within any second. */
  get mostInASecond(): number {
    const times = this.requestedAtMs;
    return Math.max(...times.map((from) => times.filter((time) => time >= from && time < from + 1000).length), 0);
  }

  async #pass(request: IncomingMessage, response: ServerResponse): Promise<void> {
    this.requestedAtMs.push(performance.now());
    const path = request.url ?? '';
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(Buffer.from(chunk));
    const body = Buffer.concat(chunks);
    const own = this.intercept(path);
    if (own !== null) {
      response.writeHead(own.status ?? 200, { 'content-type': 'application/json', ...own.headers });
      response.end(own.body);
      return;
    }
    if (this.partitioned) return;
    // A transaction that only reads is sent by PUT too.
    const isWrite = request.method !== 'GET' && !(path.startsWith('/v1/txn') && !body.includes('"cas"'));
    if (!isWrite) await this.beforeRead(path);
    const fate = isWrite ? await this.decide(this.writes++, path) : 'forward';
    if (fate === 'drop') return;
    const { method, headers } = request;
    const sent = forward({ host: '127.0.0.1', port: this.#target, method, path, headers });
    sent.on('error', () => response.destroy());
    sent.on('response', (answer) => {
      // What was asked for before the cut is not answered during it.
      if (this.partitioned) return;
      this.#answers.push({ path, status: answer.statusCode ?? 0 });
      if (fate === 'lose-answer') {
        response.destroy();
        return;
      }
      response.writeHead(answer.statusCode ?? 0, answer.headers);
      answer.on('data', (chunk: Buffer) => {
        this.bytesAnswered += chunk.length;
      });
      answer.pipe(response);
    });
    sent.end(body);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((closed) => this.#server.close(closed));
  }
}
