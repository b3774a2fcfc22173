import { randomBytes } from 'node:crypto';
import type { Authenticator, Identity, Verdict } from '../auth/index.ts';
import type { Connection, ConnectionCap, ConnectionOwner } from '../listen/index.ts';
import { type Hello, PROTOCOL_VERSION, type Resume, WireError } from '../wire/index.ts';
import type { Claim, Elsewhere, MovedSession } from './elsewhere.ts';
import { isLateHello } from './late-hello.ts';
import { type Admit, PendingLogin } from './pending-login.ts';
import type { ResumeTokens, SessionTimes } from './resume-tokens.ts';
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
  /** Subscribes a session to the topics that its Hello names, as far as it may have them. */
  readonly subscribe: (session: Session, topics: readonly string[]) => void;
  /** Null: there are no other gateways. */
  readonly elsewhere: Elsewhere | null;
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
    return new PendingLogin(connection, this.#options.timeoutMs, cap, this.#context, (hello) =>
      this.#login(connection, hello),
    );
  }

  #login(connection: Connection, hello: Hello): Admit | Promise<Admit> {
    if (hello.protocol !== PROTOCOL_VERSION) {
      throw new WireError(4506, 'version', `protocol ${hello.protocol}, where this gateway speaks ${PROTOCOL_VERSION}`);
    }
    const verdict = this.#parts.authenticator.authenticate(hello.token);
    if (verdict instanceof Promise) return verdict.then((given) => this.#findSession(connection, hello, given));
    return this.#findSession(connection, hello, verdict);
  }

  #findSession(connection: Connection, hello: Hello, verdict: Verdict): Admit | Promise<Admit> {
    if (verdict.kind === 'unavailable') {
      return () => connection.close(4405, 'tokens cannot be checked at the moment', UNAVAILABLE_RETRY_MS);
    }
    if (verdict.kind === 'invalid') return refuse;
    const { identity } = verdict;
    const { resume } = hello;
    const create = () => this.#createSession(connection, hello, identity);
    if (resume === null) return create;
    const { resumeTokens, sessions, elsewhere } = this.#parts;
    const token = resumeTokens.check(resume.resumeToken, resume.sessionId, identity.user);
    // One message for all that is not genuine.
    if (token.kind === 'forged') return refuse;
    if (token.kind === 'foreign') return create;
    const resumeHere = (session: Session) => () => {
      if (isLateHello(resume.attempt, session.attempt)) replace(connection);
      else this.#resumeSession(connection, session, hello, identity, resume);
    };
    const known = sessions.find(resume.sessionId);
    if (known !== undefined && known.birth.times.epoch >= token.times.epoch) return resumeHere(known);
    // It was taken up by another gateway while this one slept: what is here is not it any more.
    known?.end('moved', 4505, 'the session was resumed at another gateway');
    if (elsewhere === null) return create;
    return elsewhere.claim(resume.sessionId, token.times.epoch, token.issuer, resume.attempt).then((claim) => {
      // While others were asked, it may have come here by another connection.
      const here = sessions.find(resume.sessionId);
      if (here !== undefined) return resumeHere(here);
      return this.#continueOr(create, connection, hello, resume, identity, token.times, claim);
    });
  }

  #continueOr(
    create: Admit,
    connection: Connection,
    hello: Hello,
    resume: Resume,
    identity: Identity,
    times: SessionTimes,
    claim: Claim,
  ): Admit {
    if (claim.kind === 'taken') return () => replace(connection);
    // Only with the last seq a request that is sent again can be told from a new one.
    if (claim.kind === 'ended' || (claim.kind === 'lost' && resume.lastSeq === 0)) return create;
    const moved =
      claim.kind === 'handed' ? claim.session : { ...LOST, times, client: hello.client, highestSeq: resume.lastSeq };
    if (claim.kind === 'handed' && !connection.isOpen) {
      this.#parts.elsewhere?.dropped(resume.sessionId, identity.user, moved);
    }
    return () => this.#continueSession(connection, hello, resume, identity, moved);
  }

  #createSession(connection: Connection, hello: Hello, identity: Identity): void {
    const id = randomBytes(16).toString('base64url');
    const nowUnixMs = this.#context.clock.unixMs();
    const times = { createdAtUnixMs: nowUnixMs, epoch: nowUnixMs };
    const session = this.#newSession(connection, hello, identity, id, times);
    this.#open(connection, session, hello, identity, 0, false);
  }

  /** Takes up a session that was at another gateway. */
  #continueSession(
    connection: Connection,
    hello: Hello,
    { sessionId, lastOffset, attempt }: Resume,
    identity: Identity,
    moved: MovedSession,
  ): void {
    const { createdAtUnixMs, epoch } = moved.times;
    const times = { createdAtUnixMs, epoch: Math.max(this.#context.clock.unixMs(), epoch + 1) };
    const session = this.#newSession(connection, hello, identity, sessionId, times);
    session.continueFrom(moved.highestSeq, moved.answers, attempt);
    this.#open(connection, session, hello, identity, lastOffset, true);
    this.#parts.elsewhere?.continued(session, moved);
  }

  #newSession(connection: Connection, hello: Hello, { user }: Identity, id: string, times: SessionTimes): Session {
    const resumeToken = this.#parts.resumeTokens.issue(id, user, times);
    const client = cutCopy(hello.client, MAX_CLIENT_LENGTH);
    const heartbeatMs = this.#heartbeatFor(hello);
    return new Session({ id, resumeToken, user, client, heartbeatMs, times }, connection, this.#context);
  }

  #open(
    connection: Connection,
    session: Session,
    { topics }: Hello,
    identity: Identity,
    lastOffset: number,
    resumed: boolean,
  ): void {
    connection.maxFrameBytes = this.#context.limits.maxFrameBytes;
    this.#welcome(connection, session, resumed);
    session.start(identity);
    for (const listener of this.#context.listeners) listener.sessionCreated(session, lastOffset);
    if (session.state.kind !== 'closed') this.#parts.subscribe(session, topics);
  }

  #resumeSession(
    connection: Connection,
    session: Session,
    { topics }: Hello,
    identity: Identity,
    resume: Resume,
  ): void {
    connection.maxFrameBytes = this.#context.limits.maxFrameBytes;
    this.#welcome(connection, session, true);
    session.resume(connection, identity, resume);
    this.#parts.subscribe(session, topics);
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

/** Another connection has the session, and is the one that its client means. */
function replace(connection: Connection): void {
  connection.close(4505, 'the session was resumed over another connection');
}

const refuse: Admit = () => {
  throw new WireError(4502, 'unauthenticated', NOT_VALID);
};

/** What is left of a session whose gateway is gone: what its client says of it. */
const LOST = { answers: [], topics: [], open: [], gateway: '' } as const;

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
