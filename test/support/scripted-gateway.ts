import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import {
  asViews,
  decodeFrame,
  encodeFrame,
  type Frame,
  type FrameKind,
  FrameReader,
  type Welcome,
} from '../../src/wire/index.ts';

const WELCOME: Welcome = {
  sessionId: 'session-1',
  resumeToken: 'secret',
  resumed: false,
  heartbeatMs: 15_000,
  resumeWindowMs: 0,
  maxFrameBytes: 4 * 1024 * 1024,
  maxInFlight: 1024,
  gateway: 'scripted/1',
};

/** What a response says besides OK with no payload. */
export type ResponseFields = Partial<Extract<Frame, { kind: 'response' }>['body']>;

/** A raw TCP server that plays a gateway: it does nothing by itself, and the test says each byte. */
export class ScriptedGateway {
  readonly #server: Server;
  readonly #arrived: ScriptedConnection[] = [];
  readonly #wanted: ((connection: ScriptedConnection) => void)[] = [];
  readonly #all: ScriptedConnection[] = [];

  private constructor(server: Server) {
    this.#server = server;
    server.on('connection', (socket) => {
      const connection = new ScriptedConnection(socket);
      this.#all.push(connection);
      const wanted = this.#wanted.shift();
      if (wanted === undefined) this.#arrived.push(connection);
      else wanted(connection);
    });
  }

  static async start(port = 0): Promise<ScriptedGateway> {
    const server = createServer({ noDelay: true });
    const gateway = new ScriptedGateway(server);
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
    return gateway;
  }

  get port(): number {
    return addressOf(this.#server).port;
  }

  get url(): string {
    return `tcp://127.0.0.1:${this.port}`;
  }

  /** How many connections were ever accepted. */
  get accepted(): number {
    return this.#all.length;
  }

  /** The next connection, in the order of arrival; waits for it. */
  nextConnection(): Promise<ScriptedConnection> {
    const arrived = this.#arrived.shift();
    return arrived === undefined ? new Promise((resolve) => this.#wanted.push(resolve)) : Promise.resolve(arrived);
  }

  /** The next connection, with Hello taken and Welcome sent. */
  async nextSession(welcome: Partial<Welcome> = {}): Promise<ScriptedConnection> {
    const connection = await this.nextConnection();
    await connection.next('hello');
    connection.welcome(welcome);
    return connection;
  }

  async stop(): Promise<void> {
    for (const connection of this.#all) connection.destroy();
    if (!this.#server.listening) return;
    this.#server.close();
    await once(this.#server, 'close');
  }
}

/** One client's connection, seen from the gateway. */
export class ScriptedConnection {
  /** How often bytes arrived; on loopback, one for each write that fits the socket. */
  chunks = 0;
  readonly #socket: Socket;
  readonly #arrived: Frame[] = [];
  readonly #ended: Promise<unknown>;
  #wake: () => void = () => {};

  constructor(socket: Socket) {
    this.#socket = socket;
    const reader = new FrameReader(
      64 * 1024 * 1024,
      asViews((body) => {
        this.#arrived.push(decodeFrame(body));
        this.#wake();
      }),
    );
    socket.on('data', (chunk) => {
      this.chunks++;
      reader.push(new Uint8Array(chunk.buffer, chunk.byteOffset, chunk.byteLength));
    });
    // The close that follows is what tests wait for.
    socket.on('error', () => {});
    this.#ended = once(socket, 'close');
  }

  /** Waits until the connection is closed. */
  async closed(): Promise<void> {
    await this.#ended;
  }

  /** Takes the next frame, which must be of this kind. */
  async next<Kind extends FrameKind>(kind: Kind): Promise<Extract<Frame, { kind: Kind }>> {
    while (this.#arrived.length === 0) {
      await Promise.race([
        new Promise<void>((resolve) => {
          this.#wake = resolve;
        }),
        this.#ended.then(() => {
          if (this.#arrived.length === 0) throw new Error(`closed, where a ${kind} was awaited`);
        }),
      ]);
    }
    const frame = this.#arrived.shift();
    if (frame !== undefined && isOf(frame, kind)) return frame;
    throw new Error(`a ${frame?.kind} arrived, where a ${kind} was awaited`);
  }

  /** Takes what has arrived and was not taken. */
  takeAll(): Frame[] {
    return this.#arrived.splice(0);
  }

  /** Sends frames in one write. */
  send(...frames: Frame[]): void {
    this.sendBytes(Buffer.concat(frames.map(encodeFrame)));
  }

  sendBytes(bytes: Uint8Array): void {
    this.#socket.write(bytes);
  }

  welcome(fields: Partial<Welcome> = {}): void {
    this.send({ kind: 'welcome', seq: 0, body: { ...WELCOME, ...fields } });
  }

  goAway(code: number, fields: { reason?: string; reconnect?: boolean; retryAfterMs?: number } = {}): void {
    const body = { code, reason: '', reconnect: code >= 4400 && code < 4500, retryAfterMs: 0, ...fields };
    this.send({ kind: 'goAway', seq: 0, body });
  }

  /** Answers a call; text is a payload in UTF-8. */
  respond(seq: number, fields: Omit<ResponseFields, 'payload'> & { payload?: Uint8Array | string } = {}): void {
    this.send(responseFrame(seq, fields));
  }

  /** Ends our side once all is sent. */
  end(): void {
    this.#socket.end();
  }

  /** Takes no more bytes from the client until `resume`. */
  pause(): void {
    this.#socket.pause();
  }

  resume(): void {
    this.#socket.resume();
  }

  destroy(): void {
    this.#socket.destroy();
  }
}

/** A response frame: OK and empty, but for `fields`. */
export function responseFrame(
  seq: number,
  fields: Omit<ResponseFields, 'payload'> & { payload?: Uint8Array | string } = {},
): Frame {
  const { payload = '', ...others } = fields;
  return {
    kind: 'response',
    seq,
    body: {
      status: 0,
      message: '',
      metadata: [],
      trailers: [],
      details: new Uint8Array(0),
      failure: null,
      detailsJson: '',
      ...others,
      payload: typeof payload === 'string' ? Buffer.from(payload) : payload,
    },
  };
}

function isOf<Kind extends FrameKind>(frame: Frame, kind: Kind): frame is Extract<Frame, { kind: Kind }> {
  return frame.kind === kind;
}

function addressOf(server: Server): AddressInfo {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server does not listen on a port');
  return address;
}
