import { readFileSync } from 'node:fs';
import { pino } from 'pino';
import { type Authenticator, openAuthenticator } from '../../src/auth/index.ts';
import { Backends, Dice, Invoker } from '../../src/backend/index.ts';
import {
  type CallLimits,
  CallTally,
  Dispatcher,
  type Invoke,
  MethodResolver,
  TranscoderCache,
} from '../../src/call/index.ts';
import { TimingWheel } from '../../src/clock/index.ts';
import { Connection, ConnectionCap, type ConnectionCaps, ConnectionCounters } from '../../src/listen/index.ts';
import { type BackendRecord, DEFAULT_TRAFFIC, MethodTable, type TrafficPolicy } from '../../src/registry/index.ts';
import {
  type Elsewhere,
  Handshake,
  type HandshakeOptions,
  ResumeTokens,
  type Session,
  type SessionLimits,
  SessionTable,
} from '../../src/session/index.ts';
import {
  CallFrameReader,
  encodeFrame,
  type Frame,
  FrameMemory,
  type Hello,
  type Request,
  type Response,
} from '../../src/wire/index.ts';
import { backendRecord, revision } from './admin-views.ts';
import { ECHO_DESCRIPTORS, ECHO_SERVICE } from './echo-messages.ts';
import { FakeClock } from './fake-clock.ts';
import { MemoryTransport } from './memory-transport.ts';
import { ScriptedEngine } from './scripted-engine.ts';
import { openStatic } from './static-sources.ts';

const NO_BYTES = new Uint8Array(0);
/** Tests know which endpoint a call goes to. */
const IN_TURN: TrafficPolicy = { ...DEFAULT_TRAFFIC, balance: { kind: 'round-robin' } };
export const TIMEOUT_MS = 5000;
export const MAX_TIMEOUT_MS = 60_000;

/** The echo service at these endpoints. */
export function echoRecord(endpoints: readonly string[], name = 'echo', service = ECHO_SERVICE): BackendRecord {
  const method = (method: string, kind: 'unary' | 'server-streaming' | 'client-streaming' | 'bidirectional') => ({
    name: method,
    kind,
    idempotency: 'unknown' as const,
  });
  const methods = [
    method('Unary', 'unary'),
    method('ServerStream', 'server-streaming'),
    method('ClientStream', 'client-streaming'),
    method('BidiStream', 'bidirectional'),
  ];
  return backendRecord({
    name,
    revisions: [
      revision({
        target: { kind: 'static', endpoints },
        policy: { timeoutMs: TIMEOUT_MS, maxTimeoutMs: MAX_TIMEOUT_MS, compatibility: 'wire_json', traffic: IN_TURN },
        services: [{ name: service, methods }],
      }),
    ],
  });
}

interface WorldOptions {
  readonly limits?: Partial<CallLimits>;
  readonly session?: Partial<SessionLimits>;
  readonly caps?: Partial<ConnectionCaps>;
  readonly handshake?: Partial<HandshakeOptions>;
  readonly authenticator?: Authenticator;
  readonly elsewhere?: Elsewhere;
  readonly maxInFlightOfBackend?: number;
  /** Gives the descriptors for JSON calls. */
  readonly descriptors?: () => Promise<Uint8Array>;
  /** In the place of the real invoker. */
  readonly invoker?: Invoke;
}

/**
 * Everything on the way of a call but sockets: real connections, sessions, dispatcher and backends, between clients that
 * are written to by hand and endpoints that do what a test says, on a clock that stands still.
 */
export class CallWorld {
  readonly clock = new FakeClock();
  readonly wheel = new TimingWheel(this.clock);
  readonly engine = new ScriptedEngine();
  readonly backends = new Backends(this.engine, openStatic, new Dice(1));
  readonly tally = new CallTally(100);
  readonly sessions = new SessionTable();
  readonly counters = new ConnectionCounters();
  readonly handshake: Handshake;
  readonly journalBudget = { maxBytes: 2 ** 24, bytes: 0 };
  /** What was logged, a line each. */
  readonly log: string[] = [];
  readonly #logger = pino({ level: 'info' }, { write: (line: string) => this.log.push(line) });
  #methods = MethodTable.EMPTY;

  constructor(options: WorldOptions = {}) {
    const { clock, wheel, tally } = this;
    const limits = {
      maxInFlight: 100,
      maxInFlightTotal: 1000,
      maxStreams: 10,
      streamIdleTimeoutMs: 300_000,
      ...options.limits,
    };
    const world = { methods: () => this.#methods };
    const tables = {
      get methods() {
        return world.methods();
      },
    };
    const dispatcher = new Dispatcher(
      limits,
      new MethodResolver(tables, 100_000),
      new TranscoderCache(
        { maxCacheBytes: 2 ** 28, maxJsonBytes: 2 ** 20, emitDefaults: false },
        options.descriptors ?? (() => Promise.resolve(new Uint8Array(readFileSync(ECHO_DESCRIPTORS)))),
      ),
      {
        clock,
        wheel,
        tally,
        log: this.#logger,
        invoker:
          options.invoker ??
          new Invoker({ maxInFlight: options.maxInFlightOfBackend ?? 500 }, this.backends, clock, wheel),
      },
    );
    this.handshake = new Handshake(
      {
        gateway: 'trunkline/test',
        timeoutMs: 5000,
        defaultHeartbeatMs: 1_000_000,
        minHeartbeatMs: 5000,
        maxHeartbeatMs: 2_000_000,
        ...options.handshake,
      },
      {
        cap: new ConnectionCap(
          { maxConnections: 100, maxPending: 50, maxPendingPerSource: 50, ...options.caps },
          this.counters,
        ),
        authenticator: options.authenticator ?? openAuthenticator,
        sessions: this.sessions,
        subscribe: () => {},
        elsewhere: options.elsewhere ?? null,
        resumeTokens: new ResumeTokens(Buffer.from('the secret of the tests'), 'here'),
      },
      {
        limits: {
          maxInFlight: limits.maxInFlight,
          maxFrameBytes: 2 ** 22,
          resumeWindowMs: 0,
          streamPauseBytes: 2 ** 18,
          maxHeldBytes: 2 ** 20,
          controlFramesPerSecond: 50,
          controlFramesBurst: 200,
          journalBytes: 2 ** 18,
          journalBytesTotal: 2 ** 24,
          credentialGraceMs: 30_000,
          ...options.session,
        },
        clock,
        wheel,
        inbound: dispatcher,
        listeners: [this.sessions],
        journalBudget: this.journalBudget,
      },
    );
    this.serve(echoRecord(['10.0.0.1:1']));
  }

  /** These backends are registered from now on, and no others. */
  serve(...records: BackendRecord[]): void {
    this.#methods = new MethodTable(records);
    this.backends.follow(this.#methods);
  }

  /** A client that has connected, and has said nothing. */
  connect(): ClientEnd {
    const transport = new MemoryTransport();
    const connection = new Connection(transport, {
      limits: {
        frameTimeoutMs: 10_000,
        frameProgressBytes: 1000,
        pauseAboveBytes: 2 ** 30,
        maxBufferedBytes: 2 ** 30,
        lingerMs: 2000,
      },
      clock: this.clock,
      wheel: this.wheel,
      atTurnEnd: (task) => task(),
      decoder: new CallFrameReader(),
      memory: new FrameMemory((byteCount) => new Uint8Array(byteCount)),
      counters: this.counters,
      log: this.#logger,
    });
    connection.owner = this.handshake.accept(connection);
    return new ClientEnd(transport, connection);
  }

  /** A client that has logged in, and the session that it has. */
  login(hello: Partial<Hello> = {}): { readonly client: ClientEnd; readonly session: Session } {
    const client = this.connect();
    client.hello(hello);
    const session = [...this.sessions.all()].at(-1);
    if (session === undefined) throw new Error('no session');
    return { client, session };
  }
}

/** The client's end of a connection in memory. */
export class ClientEnd {
  readonly transport: MemoryTransport;
  readonly connection: Connection;

  constructor(transport: MemoryTransport, connection: Connection) {
    this.transport = transport;
    this.connection = connection;
  }

  send(...frames: readonly Frame[]): void {
    this.connection.received(Buffer.concat(frames.map(encodeFrame)));
  }

  hello(hello: Partial<Hello> = {}): void {
    const body = { protocol: 1, token: '', resume: null, client: 'test/1', heartbeatMs: 0, topics: [], ...hello };
    this.send({ kind: 'hello', seq: 0, body });
  }

  /** A unary call of the echo service, unless `request` says otherwise. */
  request(seq: number, request: Partial<Request> = {}): void {
    const body = {
      service: ECHO_SERVICE,
      method: 'Unary',
      timeoutMs: 0,
      metadata: [],
      encoding: 0,
      idempotent: false,
      payload: NO_BYTES,
      ...request,
    };
    this.send({ kind: 'request', seq, body });
  }

  message(seq: number, payload: Uint8Array = NO_BYTES): void {
    this.send({ kind: 'message', seq, body: { metadata: [], payload } });
  }

  halfClose(seq: number): void {
    this.send({ kind: 'halfClose', seq });
  }

  cancel(seq: number): void {
    this.send({ kind: 'cancel', seq });
  }

  credit(seq: number, messages: number): void {
    this.send({ kind: 'credit', seq, body: { messages } });
  }

  /** The socket is gone. */
  vanish(): void {
    this.connection.transportClosed();
  }

  frames<Kind extends Frame['kind']>(kind: Kind, seq?: number): Extract<Frame, { kind: Kind }>[] {
    return this.transport.frames.filter(
      (frame): frame is Extract<Frame, { kind: Kind }> =>
        frame.kind === kind && (seq === undefined || frame.seq === seq),
    );
  }

  /** All answers to a call: there should be one at most. */
  responses(seq: number): Response[] {
    return this.frames('response', seq).map(({ body }) => body);
  }
}
