import { once } from 'node:events';
import net from 'node:net';
import {
  asViews,
  decodeFrame,
  encodeFrame,
  type Frame,
  FrameReader,
  type Hello,
  type Request,
} from '../../src/wire/index.ts';

const NO_BYTES = new Uint8Array(0);

export interface FrameQuery {
  readonly kind: Frame['kind'];
  readonly seq?: number;
}

/**
 * A client that speaks the wire protocol byte by byte: it sends what a test says, right or wrong, and keeps every frame
 * that arrives.
 */
export class RawClient {
  readonly socket: net.Socket;
  readonly frames: Frame[] = [];
  bytesReceived = 0;
  ended = false;
  closed = false;
  readonly #reader = new FrameReader(
    2 ** 30,
    asViews((body) => this.#arrived(decodeFrame(body))),
  );
  #waiting: { readonly query: FrameQuery; readonly resolve: (frame: Frame) => void }[] = [];
  /** Answer Pings by itself. */
  answersPings = true;

  private constructor(socket: net.Socket) {
    this.socket = socket;
    socket.on('data', (chunk) => {
      this.bytesReceived += chunk.length;
      this.#reader.push(new Uint8Array(chunk));
    });
    socket.on('end', () => {
      this.ended = true;
    });
    socket.on('error', () => {});
    socket.on('close', () => {
      this.closed = true;
    });
  }

  /** `address` is HOST:PORT. */
  static async connect(address: string): Promise<RawClient> {
    const colon = address.lastIndexOf(':');
    const socket = net.connect({
      host: address.slice(0, colon).replace(/^\[|\]$/g, ''),
      port: Number(address.slice(colon + 1)),
      allowHalfOpen: true,
      noDelay: true,
    });
    await once(socket, 'connect');
    return new RawClient(socket);
  }

  /** Connects and logs in. */
  static async login(address: string, hello: Partial<Hello> = {}): Promise<RawClient> {
    const client = await RawClient.connect(address);
    client.hello(hello);
    await client.frame({ kind: 'welcome' });
    return client;
  }

  write(bytes: Uint8Array): void {
    this.socket.write(bytes);
  }

  send(frame: Frame): void {
    this.write(encodeFrame(frame));
  }

  hello(hello: Partial<Hello> = {}): void {
    const body = { protocol: 1, token: '', resume: null, client: 'raw/1', heartbeatMs: 0, topics: [], ...hello };
    this.send({ kind: 'hello', seq: 0, body });
  }

  request(seq: number, request: Partial<Request>): void {
    const body = {
      service: '',
      method: '',
      timeoutMs: 0,
      metadata: [],
      encoding: 0,
      idempotent: false,
      payload: NO_BYTES,
      ...request,
    };
    this.send({ kind: 'request', seq, body });
  }

  /** The first frame, of those that have arrived or will, that fits `query`. It is taken: it is not found again. */
  async frame(query: FrameQuery, timeoutMs = 10_000): Promise<Frame> {
    const at = this.frames.findIndex((frame) => fits(frame, query));
    const [found] = at < 0 ? [] : this.frames.splice(at, 1);
    if (found !== undefined) return found;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(
        () => reject(new Error(`no ${query.kind} frame within ${timeoutMs} ms; there are: ${this.summary()}`)),
        timeoutMs,
      );
      this.#waiting.push({
        query,
        resolve: (frame) => {
          clearTimeout(timer);
          resolve(frame);
        },
      });
    });
  }

  async response(seq: number, timeoutMs?: number) {
    const frame = await this.frame({ kind: 'response', seq }, timeoutMs);
    if (frame.kind !== 'response') throw new Error('not a response');
    return frame.body;
  }

  async goAway(timeoutMs?: number) {
    const frame = await this.frame({ kind: 'goAway' }, timeoutMs);
    if (frame.kind !== 'goAway') throw new Error('not a GoAway');
    return frame.body;
  }

  /** Resolves when the gateway has ended its side. */
  async end(): Promise<void> {
    if (!this.ended && !this.closed) await Promise.race([once(this.socket, 'end'), once(this.socket, 'close')]);
  }

  destroy(): void {
    this.socket.destroy();
  }

  summary(): string {
    return this.frames.map(({ kind, seq }) => `${kind}(${seq})`).join(' ');
  }

  #arrived(frame: Frame): void {
    if (frame.kind === 'ping' && this.answersPings) this.send({ kind: 'pong', seq: frame.seq });
    const at = this.#waiting.findIndex(({ query }) => fits(frame, query));
    const [waiting] = at < 0 ? [] : this.#waiting.splice(at, 1);
    if (waiting === undefined) this.frames.push(frame);
    else waiting.resolve(frame);
  }
}

function fits(frame: Frame, query: FrameQuery): boolean {
  return frame.kind === query.kind && (query.seq === undefined || frame.seq === query.seq);
}
