// Over 450 lines: whatever ends a connection ends all that is on it, so streams, windows and output are in one place.
import type { Socket } from 'node:net';
import { CallbackTimer } from '../clock/index.ts';
import { type CallEnd, failedEnd } from '../status/index.ts';
import type { Http2ConnectionOptions } from './connection-options.ts';
import { ControlBudget } from './control-budget.ts';
import { DataReceiver, STREAM_WINDOW_BYTES, type StreamEvents } from './data-receiver.ts';
import { DataSender } from './data-sender.ts';
import { ERROR_CODE, errorCodeName } from './error-code.ts';
import { Http2FrameReader } from './frame-reader.ts';
import { type FrameActor, FrameRouter } from './frame-router.ts';
import { FLAG, FRAME, MAX_WINDOW_BYTES, MIN_MAX_FRAME_BYTES } from './frame-type.ts';
import { appendFrame, appendGoaway, appendRstStream } from './frame-writer.ts';
import { appendGreeting } from './greeting.ts';
import type { CallCarrier, GrpcCall } from './grpc-call.ts';
import { HeaderBlockReader } from './header-block-reader.ts';
import type { Http2Context } from './http2-context.ts';
import { enhanceYourCalm, flowControlError, Http2Error, protocolError } from './http2-error.ts';
import { Keepalive } from './keepalive.ts';
import { OutputBuffer } from './output-buffer.ts';
import type { RequestBlocks } from './request-blocks.ts';
import { RequestWriter } from './request-writer.ts';
import { endOfReset } from './reset-status.ts';
import { endOfCutMessage, endOfHeaders, endWithoutTrailers } from './response-end.ts';
import type { ResponseHeaders } from './response-headers.ts';
import { PeerSettings } from './settings.ts';
import type { SocketInput } from './socket-input.ts';
import { StreamTable } from './stream-table.ts';

/** Who opened a connection and hears of it. */
export interface Http2ConnectionOwner {
  /** The peer's SETTINGS are there: calls can be opened. */
  ready(connection: Http2Connection): void;
  /** No new calls from now on; those above the peer's last stream id have ended. */
  draining(connection: Http2Connection, tooManyPings: boolean): void;
  /** A call has left, or the peer allows more: there may be room. */
  roomy(connection: Http2Connection): void;
  /**
   * The connection is gone, and all its calls have ended. Called once. `why` is for operators: it may hold addresses.
   * Null: it ended in good order.
   */
  closed(connection: Http2Connection, why: string | null): void;
}

type ConnectionState = 'greeting' | 'open' | 'draining' | 'closed';

const KEEPALIVE_PAYLOAD = Buffer.from('trunklin', 'latin1');
const TOO_MANY_PINGS = 'too_many_pings';
/** Above this much that the socket has not taken, DATA waits. */
const CONGESTED_BYTES = 1_048_576;
/** Looking at so many streams costs about as much as a control frame. */
const STREAMS_PER_FRAME = 50;
/** How long a peer that does not read may keep a closed connection from ending. */
const LINGER_MS = 2000;
/** Above this much the peer is not reading at all: even what flow control does not hold back piles up. */
const MAX_UNSENT_BYTES = 16_777_216;

/**
 * One HTTP/2 connection of a client (RFC 9113) that carries gRPC calls. It gets a socket that is connected, and owns it.
 * All output of a turn of the event loop leaves in one write. The one place where a broken rule becomes a GOAWAY.
 */
export class Http2Connection implements CallCarrier, FrameActor, StreamEvents {
  readonly #socket: Socket;
  readonly #context: Http2Context;
  readonly #options: Http2ConnectionOptions;
  readonly #owner: Http2ConnectionOwner;
  readonly #output: OutputBuffer;
  readonly #settings = new PeerSettings();
  readonly #streams = new StreamTable<GrpcCall>();
  readonly #budget: ControlBudget;
  readonly #requests: RequestWriter;
  readonly #sender: DataSender;
  readonly #receiver: DataReceiver;
  readonly #blocks = new HeaderBlockReader();
  readonly #reader: Http2FrameReader;
  readonly #keepalive: Keepalive;
  readonly #settingsTimer: CallbackTimer;
  readonly #lingerTimer: CallbackTimer;
  readonly #flush = () => this.#writeOut();
  readonly #deliverResumed = () => this.#deliver();
  #state: ConnectionState = 'greeting';
  #nextStreamId = 1;
  #resumed: GrpcCall[] = [];

  constructor(
    socket: Socket,
    input: SocketInput | null,
    blocks: RequestBlocks,
    context: Http2Context,
    options: Http2ConnectionOptions,
    owner: Http2ConnectionOwner,
  ) {
    this.#socket = socket;
    this.#context = context;
    this.#options = options;
    this.#owner = owner;
    this.#output = new OutputBuffer(input !== null, () => context.atTurnEnd(this.#flush));
    const budget = new ControlBudget(context.clock);
    this.#budget = budget;
    this.#requests = new RequestWriter(blocks, this.#output);
    this.#sender = new DataSender(this.#output, this.#settings, budget);
    this.#receiver = new DataReceiver(this.#output, budget, this, options.maxMessageBytes);
    const router = new FrameRouter(this, this.#blocks, budget);
    this.#reader = new Http2FrameReader(MIN_MAX_FRAME_BYTES, (type, flags, streamId, bytes, start, end) =>
      router.route(type, flags, streamId, bytes, start, end),
    );
    this.#keepalive = new Keepalive(
      context.slowWheel,
      options.keepaliveMs,
      options.answerTimeoutMs,
      () => appendFrame(this.#output, FRAME.PING, 0, 0, KEEPALIVE_PAYLOAD),
      () => this.#lost('the backend did not answer a PING'),
    );
    this.#settingsTimer = new CallbackTimer(() =>
      this.#fail(new Http2Error(ERROR_CODE.SETTINGS_TIMEOUT, 'the backend did not acknowledge our settings')),
    );
    this.#lingerTimer = new CallbackTimer(() => socket.destroy());
    this.#greet(input);
  }

  /** Whether a call can be opened now. */
  get hasRoom(): boolean {
    return this.#state === 'open' && this.#streams.size < this.#settings.maxConcurrentStreams;
  }

  get openCalls(): number {
    return this.#streams.size;
  }

  /** Whether a call was ever opened. */
  get used(): boolean {
    return this.#nextStreamId > 1;
  }

  /**
   * Gives a call that waits a stream; there must be room. What the caller has sent by now follows. False: its metadata is
   * not legal, and it still waits.
   */
  open(call: GrpcCall, remainingMs: number): boolean {
    const streamId = this.#nextStreamId;
    if (!this.#requests.write(call.start, streamId, remainingMs, this.#settings.maxFrameBytes)) return false;
    this.#nextStreamId = streamId + 2;
    call.streamId = streamId;
    call.phase = 'open';
    call.holder = this;
    call.carrier = this;
    call.openEpoch = this.#output.epoch;
    call.sendWindow = this.#settings.initialWindowBytes;
    call.receiveWindow = STREAM_WINDOW_BYTES;
    this.#streams.add(call);
    if (call.outbox !== null) this.#sender.pump(call);
    if (call.sending === 'closing') this.#sender.halfClose(call);
    if (this.#nextStreamId > this.#options.maxStreamId) this.#drain(false);
    return true;
  }

  /** Takes no new calls; ends once those that are open have ended. */
  close(): void {
    if (this.#state === 'greeting') this.#lost('it was closed', null);
    else this.#drain(false);
  }

  /** Ends at once. */
  destroy(why: string): void {
    this.#lost(why);
  }

  send(call: GrpcCall, payload: Uint8Array): boolean {
    return this.#sender.send(call, payload);
  }

  halfClose(call: GrpcCall): void {
    this.#sender.halfClose(call);
  }

  resume(call: GrpcCall): void {
    this.#resumed.push(call);
    if (this.#resumed.length === 1) this.#context.atTurnEnd(this.#deliverResumed);
  }

  cancel(call: GrpcCall): void {
    this.#context.wheel.disarm(call);
    if (call.phase === 'open') this.#closeStream(call, ERROR_CODE.CANCEL);
    call.forget();
    this.#vacated();
  }

  deadlineExceeded(call: GrpcCall): void {
    const late = call.phase === 'delivering' ? 'the client did not take the answer' : 'the backend did not answer';
    this.streamFailed(call, failedEnd('DEADLINE_EXCEEDED', `${late} before the deadline`));
  }

  data(streamId: number, frameBytes: number, flags: number, bytes: Uint8Array, start: number, end: number): void {
    this.#receiver.arrived(frameBytes);
    const call = this.#streams.find(streamId);
    if (call === null) {
      this.#expectKnown(streamId);
      // Data costs its sender as much as it costs us; frames without any do not.
      if (start === end) this.#budget.spendLate();
      return;
    }
    if (!call.headersSeen) {
      this.streamFailed(call, failedEnd('BAD_RESPONSE', 'the backend sent data before headers'));
      return;
    }
    this.#receiver.data(call, frameBytes, flags, bytes, start, end);
    if ((flags & FLAG.END_STREAM) !== 0 && call.phase === 'open') this.#streamEnded(call, endWithoutTrailers());
  }

  headers(streamId: number, endStream: boolean, headers: ResponseHeaders): void {
    const call = this.#streams.find(streamId);
    if (call === null) {
      this.#expectKnown(streamId);
      this.#budget.spendLate();
      return;
    }
    const end = endOfHeaders(headers, call.headersSeen, endStream);
    if (end === null) {
      if (headers.httpStatus < 200) {
        this.#budget.spend();
        return;
      }
      call.headersSeen = true;
      call.receiver.onHeaders(headers.metadata);
    } else if (endStream) this.#streamEnded(call, end);
    else this.streamFailed(call, end);
  }

  reset(streamId: number, errorCode: number): void {
    const call = this.#streams.find(streamId);
    if (call === null) {
      this.#expectKnown(streamId);
      this.#budget.spendLate();
      return;
    }
    // The stream is closed on both sides; nothing is to be said on it any more.
    call.sending = 'closed';
    const remainingMs = call.start.deadlineAtMs - this.#context.clock.nowMs();
    this.#endWith(call, ERROR_CODE.NO_ERROR, endOfReset(errorCode, remainingMs));
  }

  settings(bytes: Uint8Array, start: number, end: number): void {
    const before = this.#settings.initialWindowBytes;
    this.#settings.apply(bytes, start, end);
    const change = this.#settings.initialWindowBytes - before;
    if (change !== 0) {
      this.#spendOnStreams();
      this.#moveWindows(change);
    }
    appendFrame(this.#output, FRAME.SETTINGS, FLAG.ACK, 0, new Uint8Array(0));
    if (this.#state === 'greeting') {
      this.#state = 'open';
      this.#keepalive.start();
      this.#owner.ready(this);
    } else this.#owner.roomy(this);
  }

  settingsAcknowledged(): void {
    this.#context.slowWheel.disarm(this.#settingsTimer);
  }

  pinged(payload: Uint8Array): void {
    appendFrame(this.#output, FRAME.PING, FLAG.ACK, 0, payload);
  }

  /** RFC 9113 section 6.8: it may come twice, first as a warning with the highest id there is. */
  goaway(lastStreamId: number, errorCode: number, debug: string): void {
    this.#spendOnStreams();
    const why = `the backend is going away with ${errorCodeName(errorCode)}`;
    const refused = this.#streams.all().filter(({ streamId }) => streamId > lastStreamId);
    // First of all, so that no call that waits, or is begun by the end of another, gets a stream that nobody serves.
    this.#drain(errorCode === ERROR_CODE.ENHANCE_YOUR_CALM && debug === TOO_MANY_PINGS);
    for (const call of refused) {
      call.sending = 'closed';
      if (call.phase === 'open') this.#endWith(call, ERROR_CODE.NO_ERROR, failedEnd('STREAM_REFUSED', why));
    }
  }

  windowUpdate(streamId: number, increment: number): void {
    if (streamId === 0) {
      if (increment === 0) throw protocolError('a window update of 0');
      this.#sender.widen(increment);
      return;
    }
    const call = this.#streams.find(streamId);
    if (call === null) {
      this.#expectKnown(streamId);
      return;
    }
    call.sendWindow += increment;
    if (increment === 0 || call.sendWindow > MAX_WINDOW_BYTES) {
      const code = increment === 0 ? ERROR_CODE.PROTOCOL_ERROR : ERROR_CODE.FLOW_CONTROL_ERROR;
      this.#endWith(call, code, failedEnd('BAD_RESPONSE', 'the backend sent a window update that is not legal'));
      return;
    }
    this.#sender.pump(call);
  }

  streamFailed(call: GrpcCall, end: CallEnd): void {
    this.#endWith(call, ERROR_CODE.CANCEL, end);
  }

  allDelivered(call: GrpcCall, end: CallEnd): void {
    this.#endWith(call, ERROR_CODE.NO_ERROR, wholeEnd(call, end));
  }

  #greet(input: SocketInput | null): void {
    const socket = this.#socket;
    if (input !== null) input.take = (chunk) => this.#received(chunk);
    // A Buffer's own views are dear, and each message is one.
    else
      socket.on('data', (chunk: Buffer) =>
        this.#received(new Uint8Array(chunk.buffer, chunk.byteOffset, chunk.length)),
      );
    socket.on('drain', () => this.#drained());
    socket.on('end', () => this.#lost('the backend closed the connection'));
    socket.on('error', (error) => this.#lost('the connection to the backend broke', error.message));
    socket.on('close', () => this.#lost('the connection to the backend was closed'));
    appendGreeting(this.#output);
    this.#receiver.widenConnection();
    this.#context.slowWheel.arm(this.#settingsTimer, this.#options.answerTimeoutMs);
  }

  /** Whether views of it are kept. */
  #received(chunk: Uint8Array): boolean {
    if (this.#state === 'closed') return false;
    this.#keepalive.heard();
    try {
      this.#reader.push(chunk);
      this.#blocks.chunkRead();
    } catch (cause) {
      if (!(cause instanceof Http2Error)) this.#context.faulted(cause);
      this.#fail(cause instanceof Http2Error ? cause : new Http2Error(ERROR_CODE.INTERNAL_ERROR, 'a fault of ours'));
    }
    return this.#receiver.takeKept();
  }

  #writeOut(): void {
    if (this.#state === 'closed') return;
    this.#output.flush(this.#socket);
    const unsent = this.#socket.writableLength;
    if (unsent > MAX_UNSENT_BYTES) this.#fail(enhanceYourCalm('the backend does not read'));
    else if (unsent > CONGESTED_BYTES) this.#sender.congested = true;
    else this.#sender.pumpAll();
  }

  #drained(): void {
    this.#sender.congested = false;
    this.#sender.pumpAll();
  }

  #deliver(): void {
    const resumed = this.#resumed;
    this.#resumed = [];
    for (const call of resumed) this.#receiver.deliver(call);
  }

  #spendOnStreams(): void {
    this.#budget.spend(Math.floor(this.#streams.size / STREAMS_PER_FRAME));
  }

  /** RFC 9113 section 6.9.2: the change may make windows negative. */
  #moveWindows(change: number): void {
    for (const call of this.#streams.all()) {
      call.sendWindow += change;
      if (call.sendWindow > MAX_WINDOW_BYTES) throw flowControlError('SETTINGS let a window grow above 2^31-1');
      if (change > 0) this.#sender.pump(call);
    }
  }

  /** A frame for a stream that is closed may be late, and is dropped; one that never was is an error: section 5.1. */
  #expectKnown(streamId: number): void {
    if (streamId === 0 || streamId % 2 === 0 || streamId >= this.#nextStreamId) {
      throw protocolError(`a frame for stream ${streamId}, which was never opened`);
    }
  }

  /** The backend has said all; the receiver may still have messages to take. */
  #streamEnded(call: GrpcCall, end: CallEnd): void {
    if (call.messages?.ready !== true) {
      this.#endWith(call, ERROR_CODE.NO_ERROR, wholeEnd(call, end));
      return;
    }
    call.pendingEnd = end;
    call.phase = 'delivering';
    this.#closeStream(call, ERROR_CODE.NO_ERROR);
    this.#vacated();
  }

  /** The end of a call, and of its stream where that is open. */
  #endWith(call: GrpcCall, errorCode: number, end: CallEnd): void {
    this.#context.wheel.disarm(call);
    if (call.phase === 'open') this.#closeStream(call, errorCode);
    call.end(end);
    this.#vacated();
  }

  /** A stream that the backend has ended needs a reset only where we have not: RFC 9113 section 8.1. */
  #closeStream(call: GrpcCall, errorCode: number): void {
    this.#streams.remove(call);
    this.#budget.streamClosed();
    this.#sender.forget(call);
    if (errorCode !== ERROR_CODE.NO_ERROR || call.sending !== 'closed') {
      appendRstStream(this.#output, call.streamId, errorCode);
    }
    call.sending = 'closed';
  }

  #vacated(): void {
    if (this.#state === 'open') this.#owner.roomy(this);
    else if (this.#state === 'draining' && this.#streams.size === 0) this.#sayGoodbye();
  }

  #drain(tooManyPings: boolean): void {
    if (this.#state !== 'open') return;
    this.#state = 'draining';
    this.#owner.draining(this, tooManyPings);
    this.#vacated();
  }

  #sayGoodbye(): void {
    appendGoaway(this.#output, ERROR_CODE.NO_ERROR, '');
    this.#output.flush(this.#socket);
    this.#lost('it went away', null);
  }

  #fail(error: Http2Error): void {
    if (this.#state === 'closed') return;
    appendGoaway(this.#output, error.code, error.message);
    this.#output.flush(this.#socket);
    this.#lost(`the backend broke HTTP/2: ${error.message}`);
  }

  /** `told` is what the callers hear, `why` what operators do. */
  #lost(told: string, why: string | null = told): void {
    if (this.#state === 'closed') return;
    this.#state = 'closed';
    this.#reader.stop();
    this.#keepalive.stop();
    this.#context.slowWheel.disarm(this.#settingsTimer);
    this.#socket.destroySoon();
    if (this.#socket.writableLength > 0) this.#context.slowWheel.arm(this.#lingerTimer, LINGER_MS);
    for (const call of this.#streams.all()) {
      // What still lies in our own buffer has certainly not been run.
      const sent = call.openEpoch === this.#output.epoch ? 'NEVER' : 'MAYBE';
      this.#endWith(call, ERROR_CODE.NO_ERROR, failedEnd('CONNECTION_LOST', told, { sent }));
    }
    this.#owner.closed(this, why);
  }
}

/** A status of OK does not make a message whole that was cut. */
function wholeEnd(call: GrpcCall, end: CallEnd): CallEnd {
  return end.failure === null && call.messages !== null && call.messages.heldBytes > 0 ? endOfCutMessage() : end;
}
