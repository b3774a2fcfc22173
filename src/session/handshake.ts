import { randomBytes } from 'node:crypto';
import type { Authenticator, Identity, Verdict } from '../auth/index.ts';
import type { Connection, ConnectionCap, ConnectionOwner } from '../listen/index.ts';
import { type Hello, PROTOCOL_VERSION, type Resume, WireError } from '../wire/index.ts';
import { PendingLogin } from './pending-login.ts';
import type { ResumeTokens } from './resume-tokens.ts';
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

/** Finds the sessions that a connection may come back to. */
export interface KnownSessions {
  find(id: string): Session | undefined;
}

export interface HandshakeParts {
  readonly cap: ConnectionCap;
  readonly authenticator: Authenticator;
  readonly sessions: KnownSessions;
  readonly resumeTokens: ResumeTokens;
}

const MAX_CLIENT_LENGTH = 128;
/** A refused client should not be back at once. */
const OVERLOAD_RETRY_MS = 1000;
const UNAVAILABLE_RETRY_MS = 2000;
const NOT_VALID = 'the token is not valid';

/**
 * Takes new connections in: each has one chance and little time to say Hello. What comes out is a session that owns the
 * connection: a new one, or the one that the client comes back to.
 */
export class Handshake {
  readonly #options: HandshakeOptions;
  readonly #parts: HandshakeParts;
  readonly #context: SessionContext;

  constructor(options: HandshakeOptions, parts: HandshakeParts, context: SessionContext) {
    this.#options = options;
    this.#parts = parts;
    this.#context = context;
  }

  /** The listeners' `Accept`. */
  accept(connection: Connection): ConnectionOwner {
    const { cap } = this.#parts;
    if (!cap.admit(connection.source)) {
      connection.close(4403, 'too many connections', OVERLOAD_RETRY_MS);
      return NOBODY;
    }
    return new PendingLogin(connection, this.#options.timeoutMs, cap, this.#context, {
      check: (hello) => this.#check(hello),
      admit: (hello, verdict) => this.#admit(connection, hello, verdict),
    });
  }

  #check(hello: Hello): Verdict | Promise<Verdict> {
    if (hello.protocol !== PROTOCOL_VERSION) {
      throw new WireError(4506, 'version', `protocol ${hello.protocol}, where this gateway speaks ${PROTOCOL_VERSION}`);
    }
    return this.#parts.authenticator.authenticate(hello.token);
  }

  #admit(connection: Connection, hello: Hello, verdict: Verdict): void {
    if (verdict.kind === 'unavailable') {
      connection.close(4405, 'tokens cannot be checked at the moment', UNAVAILABLE_RETRY_MS);
      return;
    }
    if (verdict.kind === 'invalid') throw new WireError(4502, 'unauthenticated', NOT_VALID);
    const { identity } = verdict;
    const known = hello.resume === null ? undefined : this.#findResumed(hello.resume, identity);
    connection.maxFrameBytes = this.#context.limits.maxFrameBytes;
    if (known === undefined) this.#createSession(connection, hello, identity);
    else this.#resumeSession(connection, known, identity, hello.resume?.lastOffset ?? 0);
  }

  /** The session that a client comes back to; undefined where it is gone. One message for all that is not genuine. */
  #findResumed(resume: Resume, { user }: Identity): Session | undefined {
    const { resumeTokens, sessions } = this.#parts;
    const verdict = resumeTokens.check(resume.resumeToken, resume.sessionId, user);
    if (verdict === 'forged') throw new WireError(4502, 'unauthenticated', NOT_VALID);
    return verdict === 'genuine' ? sessions.find(resume.sessionId) : undefined;
  }

  #createSession(connection: Connection, hello: Hello, identity: Identity): void {
    const { clock, listeners } = this.#context;
    const id = randomBytes(16).toString('base64url');
    const session = new Session(
      {
        id,
        resumeToken: this.#parts.resumeTokens.issue(id, identity.user),
        user: identity.user,
        client: cutCopy(hello.client, MAX_CLIENT_LENGTH),
        heartbeatMs: this.#heartbeatFor(hello),
        createdAtUnixMs: clock.unixMs(),
      },
      connection,
      this.#context,
    );
    this.#welcome(connection, session, false);
    session.start(identity);
    for (const listener of listeners) listener.sessionCreated(session);
  }

  #resumeSession(connection: Connection, session: Session, identity: Identity, lastOffset: number): void {
    this.#welcome(connection, session, true);
    session.resume(connection, identity, lastOffset);
  }

  #welcome(connection: Connection, { id, birth }: Session, resumed: boolean): void {
    const { limits } = this.#context;
    connection.send({
      kind: 'welcome',
      seq: 0,
      body: {
        sessionId: id,
        resumeToken: birth.resumeToken,
        resumed,
        heartbeatMs: birth.heartbeatMs,
        resumeWindowMs: limits.resumeWindowMs,
        maxFrameBytes: limits.maxFrameBytes,
        maxInFlight: limits.maxInFlight,
        gateway: this.#options.gateway,
      },
    });
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
