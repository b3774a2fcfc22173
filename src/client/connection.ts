import {
  asViews,
  decodeFrame,
  type Frame,
  FrameReader,
  FrameWriter,
  type GoAway,
  type Hello,
  MAX_HELLO_BYTES,
  type Message,
  type NotifyReply,
  type Request,
  type Response,
  type Welcome,
  WireError,
} from '../wire/index.ts';
import { CancelBudget } from './cancel-budget.ts';
import { brokenConnection, type ConnectionError, fromGoAway, leavingConnection } from './connection-error.ts';
import { isDrainRefusal } from './drain-refusal.ts';
import { findForeignAnswer } from './foreign-answer.ts';
import { fitsFrame } from './frame-fit.ts';
import { Heartbeat } from './heartbeat.ts';
import type { LostSession } from './lost-session.ts';
import type { ArrivedNotification } from './notification.ts';
import { readSession, type SessionInfo } from './session-info.ts';
import type { StopTimer, Timers } from './timers.ts';
import type { Pipe, Transport } from './transport.ts';

/** What a connection tells a call that is open on it. */
export interface OpenCall {
  /** Whether it may go on over another connection: what flows does not. */
  readonly resumes: boolean;
  /** A message of a streaming call. */
  messageArrived(message: Message): void;
  /** The gateway takes so many more messages of a streaming call. */
  creditArrived(messages: number): void;
  /** The connection takes more messages: to a call that was told that it does not. */
  roomMade(): void;
  /** The call's Response. Last. */
  answered(response: Response): void;
  /** The connection ended before the Response, and no other will bring it. Last. */
  lost(error: ConnectionError): void;
  /** The session goes on over `connection`. What is to be sent again; null where nobody waits for an answer any more. */
  resumed(connection: Connection): Request | null;
  /** The client came back, but not to its session. The call may go out again where it is declared safe. */
  notResumed(error: ConnectionError): void;
}

/** Who owns a connection. */
export interface ConnectionOwner {
  /** The session is there: calls may be opened. */
  welcomed(connection: Connection): void;
  /** A notification, which is replied to over this connection. */
  notified(arrived: ArrivedNotification): void;
  /** `hasRoom` may have become true. */
  roomMade(connection: Connection): void;
  /** No more calls may be opened; those that are open go on. The connection leaves by itself after the last of them. */
  retired(connection: Connection, why: ConnectionError): void;
  /**
   * Over, and every call that was open has been told, but for those of `lost`: the session that may be resumed. Once, and
   * last.
   */
  ended(connection: Connection, error: ConnectionError, lost: LostSession | null): void;
}

export interface ConnectionOptions {
  readonly url: URL;
  readonly transport: Transport;
  readonly timers: Timers;
  readonly hello: Hello;
  /** What `hello.resume` asks for. */
  readonly resume: LostSession | null;
  /** From the start to Welcome. */
  readonly connectTimeoutMs: number;
  /** The largest frame that the client takes, once it is welcomed. */
  readonly maxFrameBytes: number;
  /** The last seq of a session: 2^32-1. After it, the connection retires. */
  readonly maxSeq: number;
}

type State =
  | { readonly kind: 'opening' }
  | { readonly kind: 'welcomed'; readonly session: SessionInfo }
  | { readonly kind: 'retiring'; readonly session: SessionInfo }
  | { readonly kind: 'leaving' }
  | { readonly kind: 'ended' };

/** The gateway has ended the session itself. */
const CREDENTIAL_EXPIRED = 4404;
/** While this much waits to be written, calls wait in the client's queue, which is bounded. */
const MAX_PENDING_BYTES = 1024 * 1024;
/** What the frame of a message takes besides its payload: tags, lengths and seq. */
const MESSAGE_OVERHEAD_BYTES = 32;
/** How long a gateway may take to close its side after our GoAway. */
const LINGER_MS = 1000;

/** One connection to a gateway: logs in, keeps itself alive, and ties responses to calls by seq. */
export class Connection {
  readonly #options: ConnectionOptions;
  readonly #owner: ConnectionOwner;
  readonly #pipe: Pipe;
  readonly #reader: FrameReader;
  readonly #writer: FrameWriter;
  /** What has no Response yet, by seq. It counts against max_in_flight, as it does for the gateway. */
  readonly #calls = new Map<number, OpenCall>();
  /** Calls that wait for room to send a message. */
  readonly #awaitingRoom = new Set<OpenCall>();
  #heartbeat: Heartbeat | null = null;
  #cancels: CancelBudget | null = null;
  #stopTimer: StopTimer;
  #state: State = { kind: 'opening' };
  #lastSeq = 0;
  #resumeToken = '';
  #clogged = false;

  constructor(options: ConnectionOptions, owner: ConnectionOwner) {
    this.#options = options;
    this.#owner = owner;
    this.#reader = new FrameReader(
      MAX_HELLO_BYTES,
      asViews((body) => this.#take(decodeFrame(body))),
    );
    this.#writer = new FrameWriter(options.transport.atTurnEnd, (bytes) => {
      this.#write(bytes);
      return false;
    });
    this.#stopTimer = options.timers.after(options.connectTimeoutMs, () =>
      this.#end(brokenConnection(`no Welcome from ${options.url.host} within ${options.connectTimeoutMs} ms`)),
    );
    this.#pipe = options.transport.open(options.url, {
      opened: () => this.#say({ kind: 'hello', seq: 0, body: options.hello }),
      received: (chunk) => this.#received(chunk),
      drained: () => this.#drained(),
      closed: (why) => this.#end(this.#state.kind === 'leaving' ? leavingConnection() : brokenConnection(why)),
    });
  }

  /** Whether a call may be opened now. */
  get hasRoom(): boolean {
    if (this.#state.kind !== 'welcomed' || this.#clogged) return false;
    return this.#calls.size < this.#state.session.maxInFlight && this.#writer.pendingBytes < MAX_PENDING_BYTES;
  }

  /** The session, once the connection was welcomed. */
  get session(): SessionInfo | null {
    return this.#state.kind === 'welcomed' || this.#state.kind === 'retiring' ? this.#state.session : null;
  }

  /** Opens a call, where there is room. Its seq; null where the request does not fit a frame of this gateway. */
  open(request: Request, call: OpenCall): number | null {
    const seq = this.#lastSeq + 1;
    if (!fitsFrame(request, seq, this.session?.maxFrameBytes ?? 0)) return null;
    this.#lastSeq = seq;
    this.#calls.set(seq, call);
    this.#say({ kind: 'request', seq, body: request });
    if (seq === this.#options.maxSeq) this.#retire(brokenConnection('the session has used every seq'));
    return seq;
  }

  /** Asks the gateway to give a call up, within the budget. The call stays open until its Response. */
  cancel(seq: number): void {
    if (this.#calls.has(seq) && this.#cancels?.take()) this.#say({ kind: 'cancel', seq });
  }

  /** Whether a message may be sent now; if not, `call` hears of it when there is room. */
  hasRoomFor(call: OpenCall): boolean {
    if (!this.#clogged && this.#writer.pendingBytes < MAX_PENDING_BYTES) return true;
    this.#awaitingRoom.add(call);
    return false;
  }

  /** Sends a message of a streaming call. False: it does not fit a frame of this gateway. */
  sendMessage(seq: number, payload: Uint8Array): boolean {
    if (payload.length + MESSAGE_OVERHEAD_BYTES > (this.session?.maxFrameBytes ?? 0)) return false;
    if (this.#calls.has(seq)) this.#say({ kind: 'message', seq, body: { metadata: [], payload } });
    return true;
  }

  /** No more messages of this call. */
  halfClose(seq: number): void {
    if (this.#calls.has(seq)) this.#say({ kind: 'halfClose', seq });
  }

  /** The call takes so many more messages. */
  grantCredit(seq: number, messages: number): void {
    if (this.#calls.has(seq)) this.#say({ kind: 'credit', seq, body: { messages } });
  }

  /** Ends the session, and closes once all that was written is out. Calls that are open are lost. */
  leave(): void {
    if (this.#state.kind === 'leaving' || this.#state.kind === 'ended') return;
    if (this.#state.kind === 'opening') {
      this.#end(leavingConnection());
      return;
    }
    this.#state = { kind: 'leaving' };
    this.#heartbeat?.stop();
    this.#say({ kind: 'goAway', seq: 0, body: { code: 4000, reason: '', reconnect: false, retryAfterMs: 0 } });
    this.#writer.flush();
    this.#pipe.end();
    this.#stopTimer = this.#options.timers.after(LINGER_MS, () => this.#end(leavingConnection()));
    this.#loseCalls(leavingConnection());
  }

  #received(chunk: Uint8Array): void {
    if (this.#state.kind === 'ended' || this.#state.kind === 'leaving') return;
    this.#heartbeat?.heard();
    const foreign = this.#state.kind === 'opening' && !this.#reader.midFrame ? findForeignAnswer(chunk) : null;
    if (foreign !== null) {
      this.#end(brokenConnection(foreign));
      return;
    }
    try {
      this.#reader.push(chunk);
    } catch (error) {
      if (!(error instanceof WireError)) throw error;
      this.#end(brokenConnection(`the gateway broke the protocol: ${error.message}`, error));
    }
  }

  #take(frame: Frame): void {
    switch (frame.kind) {
      case 'response':
        this.#answer(frame.seq, frame.body);
        return;
      case 'message':
        this.#calls.get(frame.seq)?.messageArrived(frame.body);
        return;
      case 'credit':
        this.#calls.get(frame.seq)?.creditArrived(frame.body.messages);
        return;
      case 'ping':
        this.#say({ kind: 'pong', seq: frame.seq });
        return;
      case 'goAway':
        this.#dismissed(frame.body);
        return;
      case 'welcome':
        this.#welcome(frame.body);
        return;
      case 'notify':
        this.#owner.notified({ seq: frame.seq, notify: frame.body, send: this.#sendReply });
        return;
      default:
        // A Pong has done its work by arriving. What else there is, this client did not ask for.
        return;
    }
  }

  readonly #sendReply = (seq: number, body: NotifyReply): void => {
    if (this.#state.kind === 'welcomed' || this.#state.kind === 'retiring')
      this.#say({ kind: 'notifyReply', seq, body });
  };

  #welcome(welcome: Welcome): void {
    if (this.#state.kind !== 'opening') throw new WireError(4500, 'unexpected', 'a second Welcome');
    const session = readSession(welcome);
    this.#resumeToken = welcome.resumeToken;
    this.#stopTimer();
    this.#state = { kind: 'welcomed', session };
    this.#reader.maxFrameBytes = this.#options.maxFrameBytes;
    this.#cancels = new CancelBudget(this.#options.timers, session.maxInFlight);
    if (session.heartbeatMs > 0) {
      this.#heartbeat = new Heartbeat(this.#options.timers, session.heartbeatMs, {
        ping: () => this.#say({ kind: 'ping', seq: 0 }),
        dead: () => this.#end(brokenConnection('the gateway has fallen silent')),
      });
    }
    const { resume } = this.#options;
    if (resume !== null) {
      if (session.resumed) this.#goOn(resume);
      else for (const call of resume.calls.values()) call.notResumed(resume.error);
    }
    this.#owner.welcomed(this);
  }

  /** Sends again what has no Response, before anything else. */
  #goOn({ calls, lastSeq }: LostSession): void {
    this.#lastSeq = lastSeq;
    for (const [seq, call] of calls) {
      const request = call.resumed(this);
      if (request === null) {
        if (this.#cancels?.take()) this.#say({ kind: 'cancel', seq });
        continue;
      }
      this.#calls.set(seq, call);
      this.#say({ kind: 'request', seq, body: request });
    }
  }

  #answer(seq: number, response: Response): void {
    const call = this.#calls.get(seq);
    if (call === undefined) return;
    this.#calls.delete(seq);
    if (isDrainRefusal(response)) this.#retire(brokenConnection('the gateway is draining'));
    call.answered(response);
    if (this.#state.kind === 'retiring' && this.#calls.size === 0) this.leave();
    else this.#owner.roomMade(this);
  }

  /** A gateway that drains still answers what is open; any other GoAway is the end. */
  #dismissed(goAway: GoAway): void {
    const drains = goAway.code === 4400 && this.#state.kind !== 'opening';
    // With nothing open the session itself can move.
    if (drains && this.#calls.size > 0) this.#retire(fromGoAway(goAway));
    else this.#end(fromGoAway(goAway));
  }

  #retire(why: ConnectionError): void {
    if (this.#state.kind !== 'welcomed') return;
    this.#state = { kind: 'retiring', session: this.#state.session };
    this.#owner.retired(this, why);
    if (this.#calls.size === 0) this.leave();
  }

  #say(frame: Frame): void {
    this.#writer.append(frame);
  }

  #write(bytes: Uint8Array): void {
    this.#heartbeat?.said();
    this.#clogged = !this.#pipe.write(bytes);
    if (!this.#clogged) this.#makeRoom();
  }

  #drained(): void {
    this.#clogged = false;
    this.#makeRoom();
  }

  #makeRoom(): void {
    const waiting = [...this.#awaitingRoom];
    this.#awaitingRoom.clear();
    for (const call of waiting) call.roomMade();
    this.#owner.roomMade(this);
  }

  #end(error: ConnectionError): void {
    if (this.#state.kind === 'ended') return;
    const lost = this.#lostSession(error);
    this.#state = { kind: 'ended' };
    this.#stopTimer();
    this.#heartbeat?.stop();
    this.#reader.stop();
    this.#writer.take();
    this.#pipe.destroy();
    this.#loseCalls(error);
    this.#owner.ended(this, error, lost);
  }

  /** What of the session goes on after this connection; it is taken out of it. Null: nothing. */
  #lostSession(error: ConnectionError): LostSession | null {
    if (this.#state.kind !== 'welcomed' || !error.reconnect || error.code === CREDENTIAL_EXPIRED) return null;
    const { id, resumeWindowMs } = this.#state.session;
    if (resumeWindowMs === 0) return null;
    const calls = new Map([...this.#calls].filter(([, call]) => call.resumes));
    for (const seq of calls.keys()) this.#calls.delete(seq);
    return { id, resumeToken: this.#resumeToken, resumeWindowMs, lastSeq: this.#lastSeq, calls, error };
  }

  #loseCalls(error: ConnectionError): void {
    const calls = [...this.#calls.values()];
    this.#calls.clear();
    for (const call of calls) call.lost(error);
  }
}
