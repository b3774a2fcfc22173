// Over 450 lines: all that a session has open is here, since closing it must free all of it in one place.
import type { Identity } from '../auth/index.ts';
import { CallbackTimer } from '../clock/index.ts';
import { type Connection, type ConnectionOwner, OutputLog } from '../listen/index.ts';
import {
  CLOSE_CODES,
  type CloseCode,
  type EncodedNotify,
  encodeFrame,
  type Frame,
  type NotifyReply,
  type Response,
  type Resume,
  refusedResponse,
  WireError,
} from '../wire/index.ts';
import { CredentialTimer } from './credential-timer.ts';
import { FrameAllowance } from './frame-allowance.ts';
import { Heartbeat, type HeartbeatWatcher } from './heartbeat.ts';
import type { OpenCall, OpenNotification } from './inbound.ts';
import { OpenNotifications } from './open-notifications.ts';
import { NO_REPLAY, type Replay, ReplayWindow } from './replay.ts';
import { SeqLedger } from './seq-ledger.ts';
import type { SessionBirth } from './session-birth.ts';
import type { SessionContext } from './session-context.ts';
import {
  type CloseReason,
  connectionAttached,
  connectionClosed,
  ended,
  FIRST_STATE,
  type SessionState,
  windowExpired,
} from './session-state.ts';
import { StreamTurns } from './stream-turns.ts';

/** How long a client that is told to go may take to answer a Ping. */
const LAST_WORDS_MS = 2000;

/** Takes the answer of a call that ran on when its session went to another gateway. */
export type Forward = (seq: number, body: Response) => void;

/**
 * What a client logged in to. It outlives its connection by the resume window, and holds everything that the client has
 * open: closing it frees all.
 */
export class Session implements HeartbeatWatcher {
  readonly birth: SessionBirth;
  /** The client's open calls. */
  readonly calls = new SeqLedger<OpenCall>();
  /** Those of the calls that are streams. */
  readonly streams = new StreamTurns();
  readonly #context: SessionContext;
  readonly #allowance: FrameAllowance;
  readonly #notifications = new OpenNotifications();
  readonly #window = new CallbackTimer(() => this.#move(windowExpired(this.#state, this.#context.clock.nowMs())));
  #state: SessionState = FIRST_STATE;
  #connection: Connection | null;
  #heartbeat: Heartbeat;
  #credential: CredentialTimer | null = null;
  /** Null until the first call, and where a session cannot be resumed. */
  #log: OutputLog | null = null;
  /** Null on the first connection. */
  #replays: ReplayWindow | null = null;
  /** Where answers go once the session is at another gateway. Null: it is here, or has ended. */
  #forward: Forward | null = null;
  /** No call will be opened any more: the connection ends with the last answer. */
  #endsWhenIdle = false;
  #draining = false;
  #drainTimer: CallbackTimer | null = null;
  #callsTotal = 0;
  #attempt = 0;
  #heldBytes = 0;
  /** Of connections that are gone. */
  #earlierBytesReceived = 0;
  #earlierBytesSent = 0;

  constructor(birth: SessionBirth, connection: Connection, context: SessionContext) {
    const { limits, clock, wheel } = context;
    this.birth = birth;
    this.#context = context;
    this.#connection = connection;
    this.#allowance = new FrameAllowance(limits, clock);
    this.#heartbeat = new Heartbeat(connection, wheel, birth.heartbeatMs, this);
  }

  get id(): string {
    return this.birth.id;
  }

  get user(): string {
    return this.birth.user;
  }

  get createdAtUnixMs(): number {
    return this.birth.times.createdAtUnixMs;
  }

  /** The number of the Hello that brought its connection; 0: it had none. */
  get attempt(): number {
    return this.#attempt;
  }

  get state(): SessionState {
    return this.#state;
  }

  /** Address of the client; empty while detached. */
  get remoteAddress(): string {
    return this.#connection?.remoteAddress ?? '';
  }

  get callsTotal(): number {
    return this.#callsTotal;
  }

  get bytesReceived(): number {
    return this.#earlierBytesReceived + (this.#connection?.bytesReceived ?? 0);
  }

  get bytesSent(): number {
    return this.#earlierBytesSent + (this.#connection?.bytesSent ?? 0);
  }

  /** Milliseconds since something came from the client. */
  get idleMs(): number {
    return this.#connection === null ? 0 : this.#context.clock.nowMs() - this.#connection.lastReceivedAtMs;
  }

  /** Takes the connection over from the handshake. */
  start(identity: Identity): void {
    const connection = this.#connection;
    if (connection === null || this.#state.kind !== 'active') return;
    connection.owner = this.#attachment(this.#state.generation);
    connection.log = this.#log;
    this.#heartbeat.start();
    this.#watchCredential(identity);
  }

  /** Takes up what another gateway had. `answers`: frames that the client may not have received. */
  continueFrom(highestSeq: number, answers: readonly Frame[], attempt: number): void {
    this.#attempt = attempt;
    this.calls.continueFrom(highestSeq);
    this.#openLog(this.#connection);
    // As where it was detached here: kept until a Pong proves that the client had its time to ask for them.
    for (const answer of answers) this.#log?.add(encodeFrame(answer));
    this.#replays = new ReplayWindow(highestSeq, () => this.#log?.frames() ?? []);
  }

  /**
   * What another gateway needs to take the session up. It ends here, and its connection, if it is still there, with it; what
   * was not written to that yet is not any more. Unary calls run on where `forward` is given, which gets their answers.
   */
  handOver(forward: Forward | null = null): {
    readonly highestSeq: number;
    readonly answers: readonly Frame[];
    readonly open: readonly number[];
  } {
    this.#connection?.withhold();
    const answers = (this.#log?.frames() ?? []).filter(({ kind }) => kind === 'response');
    const { highest } = this.calls;
    this.#endStreams();
    this.#forward = forward;
    this.end('moved', 4505, 'the session was resumed at another gateway');
    return { highestSeq: highest, answers, open: [...this.calls.entries()].map(([seq]) => seq) };
  }

  /** The client came back over another connection, which was welcomed already. The one before, if it is still there, ends. */
  resume(connection: Connection, identity: Identity, { lastOffset, attempt }: Resume): void {
    this.#attempt = attempt;
    const replaced = this.#connection;
    this.#endStreams();
    this.#move(connectionAttached(this.#state));
    this.#connection = connection;
    this.#heartbeat = new Heartbeat(connection, this.#context.wheel, this.birth.heartbeatMs, this);
    this.#endsWhenIdle = false;
    this.#draining = false;
    this.#allowance.forgetMessages();
    this.start(identity);
    this.#replays = new ReplayWindow(this.calls.highest, () => this.#log?.frames() ?? []);
    for (const listener of this.#context.listeners) listener.sessionResumed(this, lastOffset);
    replaced?.close(4505, 'the session was resumed over another connection');
  }

  /** What is known of a request whose seq is taken. Asking takes it: a request is sent again once on a connection. */
  takeReplay(seq: number): Replay {
    return this.#replays?.take(seq, this.calls.find(seq) !== undefined) ?? NO_REPLAY;
  }

  pingSent(): void {
    this.#log?.mark();
  }

  pingAnswered(): void {
    this.#log?.release();
    if (this.#draining) this.#endOnceIdle();
  }

  /** Sends a frame to the client; without a connection it is dropped. */
  send(frame: Frame): void {
    if (frame.kind === 'message') this.#allowance.messageSent();
    this.#connection?.send(frame);
  }

  /** Answers a call and closes its seq. False: the seq is not open, and nothing is sent. */
  respond(seq: number, body: Response): boolean {
    if (!this.calls.close(seq)) return false;
    if (this.#connection === null) {
      if (this.#forward === null) this.#log?.add(encodeFrame({ kind: 'response', seq, body }));
      else this.#forward(seq, body);
    } else this.#connection.send({ kind: 'response', seq, body });
    if (this.#endsWhenIdle && this.calls.size === 0) this.#connection?.end();
    return true;
  }

  /** Answers what never became an open call, such as a request with a seq that is taken. */
  refuse(seq: number, body: Response): void {
    this.#connection?.send({ kind: 'response', seq, body });
  }

  /** Whether there is a connection. */
  get online(): boolean {
    return this.#connection !== null;
  }

  /** Output that the client has not taken yet, in bytes. */
  get queuedBytes(): number {
    return this.#connection?.queuedBytes ?? 0;
  }

  /**
   * Sends a notification. `open`, where it is not null, hears what the client replies.
   * Returns its seq; 0 where there is no connection.
   */
  notify(notify: EncodedNotify, open: OpenNotification | null): number {
    if (this.#connection === null) return 0;
    const seq = this.#notifications.add(open);
    this.#connection.sendEncoded(notify.frame(seq));
    return seq;
  }

  /** Nobody waits for the reply any more. */
  forgetNotification(seq: number): void {
    this.#notifications.take(seq);
  }

  /** Ends the connection, and leaves the session for the client to come back to. */
  cut(code: CloseCode, message: string): void {
    this.#connection?.close(code, message);
  }

  get blocked(): boolean {
    return (this.#connection?.queuedBytes ?? 0) > this.#context.limits.streamPauseBytes;
  }

  hold(bytes: number): void {
    this.#heldBytes += bytes;
    if (this.#connection !== null) this.#connection.held = this.#heldBytes > this.#context.limits.maxHeldBytes;
  }

  creditOverrun(): void {
    this.#allowance.takeOverrun();
  }

  /** Ends the session and its connection. */
  end(reason: CloseReason, code: CloseCode, message: string): void {
    const connection = this.#connection;
    if (connection !== null) connection.log = null;
    this.#move(ended(this.#state, reason));
    connection?.close(code, message);
  }

  /** Ends the session since another took its place: what is open is answered first. */
  replace(message: string): void {
    for (const [, call] of this.calls.entries()) call.cancelArrived();
    this.end('replaced', 4505, message);
  }

  /** Whether its client was told to come back elsewhere, over the connection that it has. */
  get draining(): boolean {
    return this.#draining;
  }

  /**
   * Tells the client to come back elsewhere. What is open is answered; what it opens from now on is refused. What it sent
   * before it heard is still on its way, and comes before the Pong: until then the connection is listened to.
   */
  drain(reason: string): void {
    this.#draining = true;
    if (this.#connection === null) return;
    this.send({ kind: 'goAway', seq: 0, body: { code: 4400, reason, reconnect: true, retryAfterMs: 0 } });
    this.#heartbeat.ask();
    this.#drainTimer ??= new CallbackTimer(() => {
      if (this.#draining) this.#endOnceIdle();
    });
    this.#context.wheel.arm(this.#drainTimer, LAST_WORDS_MS);
  }

  #endOnceIdle(): void {
    this.#endsWhenIdle = true;
    if (this.calls.size === 0) this.#connection?.end();
  }

  #attachment(generation: number): ConnectionOwner {
    return {
      frameArrived: (frame) => this.#frameArrived(frame),
      inputEnded: () => this.#inputEndedByPeer(),
      drained: () => this.streams.goOn(),
      connectionClosed: (code) => this.#connectionClosed(generation, code),
    };
  }

  /** A connection that broke a rule takes its session with it; any other leaves it behind, for the client to come back to. */
  #connectionClosed(generation: number, code: CloseCode | null): void {
    const { clock, limits } = this.#context;
    const detached = connectionClosed(this.#state, generation, clock.nowMs() + limits.resumeWindowMs);
    const mayComeBack = code === null || CLOSE_CODES[code].reconnect;
    this.#move(mayComeBack || detached === this.#state ? detached : ended(detached, 'broken'));
  }

  #watchCredential({ expiresAtUnixMs }: Identity): void {
    this.#credential?.stop();
    this.#credential = null;
    if (expiresAtUnixMs === null) return;
    const { clock, wheel, limits } = this.#context;
    this.#credential = new CredentialTimer(clock, wheel, expiresAtUnixMs + limits.credentialGraceMs, () =>
      this.end('credential', 4404, 'the token has expired'),
    );
  }

  #openLog(connection: Connection | null): void {
    const { limits, journalBudget } = this.#context;
    this.#log = new OutputLog(limits.journalBytes, journalBudget, () => {
      if (this.#connection !== null) this.#heartbeat.prove();
    });
    if (connection !== null) connection.log = this.#log;
  }

  #frameArrived(frame: Frame): void {
    switch (frame.kind) {
      case 'request':
        this.#callsTotal++;
        if (this.#log === null && this.#context.limits.resumeWindowMs > 0) this.#openLog(this.#connection);
        if (this.#draining) {
          this.refuse(frame.seq, refusedResponse('SHUTTING_DOWN', 'the gateway is draining'));
          return;
        }
        this.#context.inbound.requestArrived(this, frame.seq, frame.body);
        return;
      case 'message':
        this.calls.find(frame.seq)?.messageArrived(frame.body);
        return;
      case 'halfClose':
        this.calls.find(frame.seq)?.halfCloseArrived();
        return;
      case 'credit':
        this.#allowance.takeCredit();
        this.calls.find(frame.seq)?.creditArrived(frame.body);
        return;
      case 'cancel':
        this.#allowance.takeCancel();
        this.calls.find(frame.seq)?.cancelArrived();
        return;
      case 'ping':
        this.#allowance.takeControlFrame();
        this.send({ kind: 'pong', seq: frame.seq });
        return;
      case 'pong':
        if (!this.#heartbeat.pongArrived(frame.seq)) this.#allowance.takeControlFrame();
        return;
      case 'goAway':
        this.#leave();
        return;
      case 'unknown':
        this.#allowance.takeControlFrame();
        this.#answerUnknownBody(frame.seq);
        return;
      case 'notifyReply':
        this.#replyArrived(frame.seq, frame.body);
        return;
      case 'hello':
        throw new WireError(4500, 'unexpected', 'a second Hello on one connection');
      case 'welcome':
      case 'response':
      case 'notify':
        throw new WireError(4500, 'unexpected', `a ${frame.kind} frame from a client`);
    }
  }

  /** A reply that was asked for costs nothing; any other counts as noise. */
  #replyArrived(seq: number, reply: NotifyReply): void {
    const open = this.#notifications.take(seq);
    if (open === undefined) this.#allowance.takeControlFrame();
    else open.replied(seq, reply);
  }

  /** A body of a later version. On an open call it was meant for that call, which cannot go on without it. */
  #answerUnknownBody(seq: number): void {
    this.calls.find(seq)?.abandon();
    const response = refusedResponse('UNKNOWN_BODY', 'the frame has no body that this gateway knows');
    if (!this.respond(seq, response)) this.refuse(seq, response);
  }

  #leave(): void {
    const connection = this.#connection;
    if (connection !== null) connection.log = null;
    this.#move(ended(this.#state, 'left'));
    connection?.end();
  }

  /** The client sends nothing more, but may still read: what is open is answered, then the connection ends. */
  #inputEndedByPeer(): void {
    this.#endsWhenIdle = true;
    if (this.calls.size === 0) this.#connection?.end();
    else this.#heartbeat.inputEnded();
  }

  /** The one place where the state changes, with what follows from each move. */
  #move(next: SessionState): void {
    const before = this.#state;
    if (next === before) return;
    this.#state = next;
    const { wheel, limits, listeners } = this.#context;
    if (before.kind === 'active') this.#detach();
    if (next.kind === 'detached') {
      if (limits.resumeWindowMs > 0) this.#endStreams();
      for (const listener of listeners) listener.sessionDetached(this);
      if (limits.resumeWindowMs === 0) this.#move(ended(next, 'expired'));
      else wheel.arm(this.#window, limits.resumeWindowMs);
    } else if (next.kind === 'active') {
      wheel.disarm(this.#window);
    } else if (next.kind === 'closed') {
      wheel.disarm(this.#window);
      this.#credential?.stop();
      this.#log?.clear();
      if (this.#forward === null) for (const call of this.calls.takeAll()) call.abandon();
      for (const listener of listeners) listener.sessionClosed(this, next.reason);
    }
  }

  /** What flows cannot be taken up again: the backend is told at once. */
  #endStreams(): void {
    for (const [seq, call] of this.calls.entries()) {
      if (call.outlivesConnection) continue;
      this.calls.close(seq);
      call.abandon();
    }
  }

  #detach(): void {
    this.#heartbeat.stop();
    if (this.#drainTimer !== null) this.#context.wheel.disarm(this.#drainTimer);
    this.#earlierBytesReceived = this.bytesReceived;
    this.#earlierBytesSent = this.bytesSent;
    this.#connection = null;
  }
}
