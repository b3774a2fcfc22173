import { randomBytes } from 'node:crypto';
import { CallbackTimer } from '../clock/index.ts';
import type { Connection, ConnectionCap, ConnectionOwner } from '../listen/index.ts';
import { type Frame, type Hello, PROTOCOL_VERSION, WireError } from '../wire/index.ts';
import type { Authenticator, Identity } from './authenticator.ts';
import { Session } from './session.ts';
import type { SessionContext } from './session-context.ts';

export interface HandshakeOptions {
  /** "name/version" for Welcome. */
  readonly gateway: string;
  /** How long a connection may take to send Hello. */
  readonly timeoutMs: number;
  readonly defaultHeartbeatMs: number;
  readonly minHeartbeatMs: number;
  readonly maxHeartbeatMs: number;
}

const MAX_CLIENT_LENGTH = 128;
/** A refused client should not be back at once. */
const OVERLOAD_RETRY_MS = 1000;

/**
 * Takes new connections in: each has one chance and little time to say Hello. What comes out is a session that owns the
 * connection.
 */
export class Handshake {
  readonly #options: HandshakeOptions;
  readonly #cap: ConnectionCap;
  readonly #authenticator: Authenticator;
  readonly #context: SessionContext;

  constructor(options: HandshakeOptions, cap: ConnectionCap, authenticator: Authenticator, context: SessionContext) {
    this.#options = options;
    this.#cap = cap;
    this.#authenticator = authenticator;
    this.#context = context;
  }

  /** The listeners' `Accept`. */
  accept(connection: Connection): ConnectionOwner {
    if (!this.#cap.admit(connection.source)) {
      connection.close(4403, 'too many connections', OVERLOAD_RETRY_MS);
      return NOBODY;
    }
    return new PendingLogin(connection, this.#options.timeoutMs, this.#cap, this.#context, (hello) =>
      this.#login(connection, hello),
    );
  }

  #login(connection: Connection, hello: Hello): Session {
    if (hello.protocol !== PROTOCOL_VERSION) {
      throw new WireError(4506, 'version', `protocol ${hello.protocol}, where this gateway speaks ${PROTOCOL_VERSION}`);
    }
    const identity = this.#authenticator.authenticate(hello.token);
    if (identity === null) throw new WireError(4502, 'unauthenticated', 'the token is not valid');
    return this.#createSession(connection, hello, identity);
  }

  #createSession(connection: Connection, hello: Hello, identity: Identity): Session {
    const { limits, clock, listeners } = this.#context;
    const session = new Session(
      {
        id: randomBytes(16).toString('base64url'),
        resumeToken: randomBytes(32).toString('base64url'),
        identity,
        client: cutCopy(hello.client, MAX_CLIENT_LENGTH),
        heartbeatMs: this.#heartbeatFor(hello),
        createdAtUnixMs: clock.unixMs(),
      },
      connection,
      this.#context,
    );
    connection.maxFrameBytes = limits.maxFrameBytes;
    connection.send({
      kind: 'welcome',
      seq: 0,
      body: {
        sessionId: session.id,
        resumeToken: session.birth.resumeToken,
        resumed: false,
        heartbeatMs: session.birth.heartbeatMs,
        resumeWindowMs: limits.resumeWindowMs,
        maxFrameBytes: limits.maxFrameBytes,
        maxInFlight: limits.maxInFlight,
        gateway: this.#options.gateway,
      },
    });
    for (const listener of listeners) listener.sessionCreated(session);
    session.start();
    return session;
  }

  #heartbeatFor(hello: Hello): number {
    const { defaultHeartbeatMs, minHeartbeatMs, maxHeartbeatMs } = this.#options;
    if (hello.heartbeatMs === 0) return defaultHeartbeatMs;
    return Math.min(maxHeartbeatMs, Math.max(minHeartbeatMs, hello.heartbeatMs));
  }
}

/** A copy, for what `slice` returns keeps all of `text` in memory: 16 KiB a session, where a client wants to. */
function cutCopy(text: string, maxLength: number): string {
  return Buffer.from(text.slice(0, maxLength)).toString();
}

/** Owns a connection that was one too many, and is closed already. */
const NOBODY: ConnectionOwner = {
  frameArrived: () => {},
  inputEnded: () => {},
  drained: () => {},
  connectionClosed: () => {},
};

/** A connection that has not said Hello yet. */
class PendingLogin implements ConnectionOwner {
  readonly #connection: Connection;
  readonly #cap: ConnectionCap;
  readonly #context: SessionContext;
  readonly #login: (hello: Hello) => Session;
  readonly #deadline: CallbackTimer;

  constructor(
    connection: Connection,
    timeoutMs: number,
    cap: ConnectionCap,
    context: SessionContext,
    login: (hello: Hello) => Session,
  ) {
    this.#connection = connection;
    this.#cap = cap;
    this.#context = context;
    this.#login = login;
    this.#deadline = new CallbackTimer(() => connection.close(4401, `no Hello within ${timeoutMs} ms`));
    context.wheel.arm(this.#deadline, timeoutMs);
  }

  frameArrived(frame: Frame): void {
    if (frame.kind !== 'hello') throw new WireError(4500, 'unexpected', `a ${frame.kind} frame before Hello`);
    this.#login(frame.body);
    this.#settle();
  }

  inputEnded(): void {
    this.#connection.end();
  }

  drained(): void {}

  connectionClosed(): void {
    this.#settle();
  }

  #settle(): void {
    this.#context.wheel.disarm(this.#deadline);
    this.#cap.settled(this.#connection.source);
  }
}
