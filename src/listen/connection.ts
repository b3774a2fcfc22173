import type { Logger } from 'pino';
import { CallbackTimer, type Clock, type TimingWheel } from '../clock/index.ts';
import {
  type AtTurnEnd,
  type CallFrameReader,
  CLOSE_CODES,
  type CloseCode,
  type Frame,
  type FrameMemory,
  FrameReader,
  FrameWriter,
  guessForeignProtocol,
  MAX_HELLO_BYTES,
  WireError,
} from '../wire/index.ts';
import type { ConnectionCounters } from './connection-counters.ts';
import type { OutputLog } from './output-log.ts';
import type { Transport, TransportEvents } from './transport.ts';

/** What a connection may hold and how long it may take. */
export interface ConnectionLimits {
  /** A frame that has begun must be complete, or have grown by `frameProgressBytes`, within this. */
  readonly frameTimeoutMs: number;
  readonly frameProgressBytes: number;
  /** Above this much unsent output the connection is not read from, so that a client that does not read is not served. */
  readonly pauseAboveBytes: number;
  /** Above this much unsent output the connection ends with 4402. */
  readonly maxBufferedBytes: number;
  /** How long the last bytes may take to drain once the connection is closed. */
  readonly lingerMs: number;
}

/** What all connections of a gateway share. */
export interface ConnectionContext {
  readonly limits: ConnectionLimits;
  readonly clock: Clock;
  readonly wheel: TimingWheel;
  readonly atTurnEnd: AtTurnEnd;
  readonly decoder: CallFrameReader;
  readonly memory: FrameMemory;
  readonly counters: ConnectionCounters;
  readonly log: Logger;
}

/** Who a connection belongs to: the handshake at first, then a session. */
export interface ConnectionOwner {
  /** May throw WireError: the connection then ends with its code. */
  frameArrived(frame: Frame): void;
  /** The peer will send nothing more, and may still read. */
  inputEnded(): void;
  /** What was written has been handed to the operating system. */
  drained(): void;
  /** The connection can no longer be used. Called once. `code` is null where the peer or the network ended it. */
  connectionClosed(code: CloseCode | null): void;
}

const HEAD_BYTES = 32;

/**
 * One socket: reader in, writer out, backpressure, close code. It comes and goes, and knows nothing of sessions. The one
 * place where a broken wire rule becomes a `GoAway`.
 */
export class Connection implements TransportEvents {
  readonly #transport: Transport;
  readonly #context: ConnectionContext;
  readonly #reader: FrameReader;
  readonly #writer: FrameWriter;
  readonly #frameTimer = new CallbackTimer(() => this.#frameTimedOut());
  readonly #lingerTimer = new CallbackTimer(() => this.#transport.destroy());
  #owner: ConnectionOwner | null = null;
  #log: OutputLog | null = null;
  #state: 'open' | 'closing' | 'closed' = 'open';
  /** The first bytes, until the first frame is whole: for the log, if it never is. */
  #head: Uint8Array | null = new Uint8Array(0);
  /** Output waits for the peer to read. */
  #paused = false;
  #held = false;
  #framesReceived = 0;
  #framesAtTimer = 0;
  #bytesReceived = 0;
  #bytesAtTimer = 0;
  #bytesWritten = 0;
  #lastReceivedAtMs: number;

  constructor(transport: Transport, context: ConnectionContext) {
    this.#transport = transport;
    this.#context = context;
    this.#lastReceivedAtMs = context.clock.nowMs();
    this.#reader = new FrameReader(MAX_HELLO_BYTES, (bytes, start, end) => this.#frameCut(bytes, start, end));
    this.#writer = new FrameWriter(context.atTurnEnd, (bytes) => this.#write(bytes), {
      memory: context.memory,
      writePieces: (pieces) => this.#writePieces(pieces),
    });
    context.counters.opened++;
    context.counters.open++;
  }

  get remoteAddress(): string {
    return this.#transport.remoteAddress;
  }

  get source(): string {
    return this.#transport.source;
  }

  get bytesReceived(): number {
    return this.#bytesReceived;
  }

  /** What has been handed to the operating system: it grows while a slow peer drains us. */
  get bytesSent(): number {
    return this.#bytesWritten - this.#transport.bufferedBytes;
  }

  /** Whether output waits for the peer to read. */
  get blocked(): boolean {
    return this.#transport.bufferedBytes > 0;
  }

  /** Output that the operating system has not taken yet, in bytes: this turn's frames included. */
  get queuedBytes(): number {
    return this.#writer.pendingBytes + this.#transport.bufferedBytes;
  }

  /** Monotonic. */
  get lastReceivedAtMs(): number {
    return this.#lastReceivedAtMs;
  }

  get held(): boolean {
    return this.#held;
  }

  /** Whether nothing is to be read until what was read has been dealt with. A frame or two may still come. */
  set held(held: boolean) {
    if (held === this.#held || this.#state !== 'open') return;
    this.#held = held;
    if (held) this.#transport.pauseReading();
    else if (!this.#paused) this.#transport.resumeReading();
  }

  /** Whom frames go to from now on. */
  set owner(owner: ConnectionOwner) {
    this.#owner = owner;
  }

  /** The cap for frames from now on: a larger one once the client is known. */
  set maxFrameBytes(bytes: number) {
    this.#reader.maxFrameBytes = bytes;
  }

  /** Does what a frame led to, later than it came: what is thrown ends the connection, as when the frame came. */
  attempt(task: () => void): void {
    if (this.#state !== 'open') return;
    try {
      task();
    } catch (cause) {
      this.#refuse(cause);
    }
  }

  /** Hands frames to the owner that came before there was one for them. */
  deliver(frames: readonly Frame[]): void {
    for (const frame of frames) this.attempt(() => this.#owner?.frameArrived(frame));
  }

  /** Keeps what is written from now on in `log`; null: nowhere. */
  set log(log: OutputLog | null) {
    this.#log = log;
  }

  /** Queues a frame for this turn's write. After the close it is dropped. */
  send(frame: Frame): void {
    if (this.#state !== 'open') {
      this.#context.counters.framesDropped++;
      return;
    }
    this.#context.counters.framesSent++;
    this.#writer.append(frame);
  }

  /** As `send`, of a whole frame that is encoded already, and is never written to. */
  sendEncoded(frame: Uint8Array): void {
    if (this.#state !== 'open') {
      this.#context.counters.framesDropped++;
      return;
    }
    this.#context.counters.framesSent++;
    this.#writer.appendEncoded(frame);
  }

  /** Whether it can still be used. */
  get isOpen(): boolean {
    return this.#state === 'open';
  }

  /** What was sent in this turn goes to the log alone: it is to go another way. */
  withhold(): void {
    const unsent = this.#writer.take();
    if (unsent.length > 0) this.#log?.addPieces(unsent);
  }

  /** Says why, lets the output drain, and ends. Does nothing on a closed connection. */
  close(code: CloseCode, reason: string, retryAfterMs = 0): void {
    if (this.#state !== 'open') return;
    this.send({ kind: 'goAway', seq: 0, body: { code, reason, reconnect: CLOSE_CODES[code].reconnect, retryAfterMs } });
    this.#context.counters.countClosed(code);
    this.#finish(code);
  }

  /** Ends without a word, after the output has drained: the peer has said goodbye already. */
  end(): void {
    if (this.#state !== 'open') return;
    this.#context.counters.closedByPeer++;
    this.#finish(null);
  }

  received(chunk: Uint8Array): void {
    // After the close bytes are read and thrown away: closing with unread input would reset the connection, and the
    // peer might lose our GoAway.
    if (this.#state !== 'open') return;
    const { clock, counters, limits, wheel } = this.#context;
    this.#lastReceivedAtMs = clock.nowMs();
    this.#bytesReceived += chunk.length;
    counters.bytesReceived += chunk.length;
    try {
      if (this.#head !== null) this.#lookAtHead(chunk, this.#head);
      this.#reader.push(chunk);
    } catch (cause) {
      this.#refuse(cause);
      return;
    }
    if (this.#reader.midFrame && !this.#frameTimer.armed && this.#state === 'open') {
      this.#framesAtTimer = this.#framesReceived;
      this.#bytesAtTimer = this.#bytesReceived;
      wheel.arm(this.#frameTimer, limits.frameTimeoutMs);
    }
  }

  inputEnded(): void {
    if (this.#state === 'open') this.#owner?.inputEnded();
  }

  drained(): void {
    this.#resumeBelowLimit();
    this.#owner?.drained();
  }

  outputMoved(): void {
    this.#resumeBelowLimit();
  }

  /** A client that reads well is read from again before all is drained: its next requests come while answers leave. */
  #resumeBelowLimit(): void {
    if (!this.#paused || this.#transport.bufferedBytes > this.#context.limits.pauseAboveBytes / 2) return;
    this.#paused = false;
    if (!this.#held) this.#transport.resumeReading();
  }

  transportClosed(): void {
    if (this.#state === 'open') {
      this.#context.counters.closedByPeer++;
      this.#state = 'closing';
      this.#release(null);
    }
    if (this.#state === 'closed') return;
    this.#state = 'closed';
    this.#context.wheel.disarm(this.#lingerTimer);
    this.#context.counters.open--;
  }

  #frameCut(bytes: Uint8Array, start: number, end: number): void {
    this.#framesReceived++;
    this.#context.counters.framesReceived++;
    const frame = this.#context.decoder.read(bytes, start, end);
    this.#head = null;
    this.#owner?.frameArrived(frame);
  }

  #lookAtHead(chunk: Uint8Array, head: Uint8Array): void {
    const joined = new Uint8Array(Math.min(HEAD_BYTES, head.length + chunk.length));
    joined.set(head);
    joined.set(chunk.subarray(0, joined.length - head.length), head.length);
    this.#head = joined;
    const protocol = guessForeignProtocol(joined);
    if (protocol !== null) throw new WireError(4500, 'foreign_protocol', `this is ${protocol}, not trunkline`);
  }

  #refuse(cause: unknown): void {
    if (!(cause instanceof WireError)) {
      this.#context.log.error({ err: cause, remote: this.remoteAddress }, 'a connection met a fault of ours');
      this.close(4405, 'internal fault');
      return;
    }
    this.#context.counters.countRefused(cause.fault);
    const head =
      this.#head === null ? {} : { head: hex(this.#head), guess: guessForeignProtocol(this.#head) ?? 'unknown' };
    this.#context.log.info(
      { code: cause.closeCode, fault: cause.fault, reason: cause.message, remote: this.remoteAddress, ...head },
      'a connection broke the protocol',
    );
    this.close(cause.closeCode, cause.message);
  }

  #frameTimedOut(): void {
    if (this.#state !== 'open' || !this.#reader.midFrame) return;
    const { limits, wheel } = this.#context;
    const grownBytes = this.#bytesReceived - this.#bytesAtTimer;
    const stuck = this.#framesReceived === this.#framesAtTimer && grownBytes < limits.frameProgressBytes;
    // What we do not read from cannot go on.
    if (stuck && !this.#held) {
      this.close(4401, `a frame was not complete within ${limits.frameTimeoutMs} ms`);
      return;
    }
    this.#framesAtTimer = this.#framesReceived;
    this.#bytesAtTimer = this.#bytesReceived;
    wheel.arm(this.#frameTimer, limits.frameTimeoutMs);
  }

  /** Whether the system has taken it all. */
  #write(bytes: Uint8Array): boolean {
    this.#countWritten(bytes.length);
    const buffered = this.#transport.write(bytes);
    this.#log?.add(bytes);
    if (buffered === 0) return true;
    this.#lookAt(buffered);
    return false;
  }

  #writePieces(pieces: readonly Uint8Array[]): void {
    for (const { length } of pieces) this.#countWritten(length);
    this.#transport.writePieces(pieces);
    this.#log?.addPieces(pieces);
    this.#lookAt(this.#transport.bufferedBytes);
  }

  #countWritten(byteCount: number): void {
    this.#context.counters.bytesSent += byteCount;
    this.#bytesWritten += byteCount;
  }

  #lookAt(buffered: number): void {
    if (this.#state !== 'open') return;
    const { limits } = this.#context;
    if (buffered > limits.maxBufferedBytes) {
      this.close(4402, `${buffered} bytes wait to be read, where ${limits.maxBufferedBytes} is the most`);
    } else if (buffered > limits.pauseAboveBytes && !this.#paused) {
      this.#paused = true;
      this.#transport.pauseReading();
    }
  }

  #finish(code: CloseCode | null): void {
    this.#state = 'closing';
    this.#writer.flush();
    this.#transport.end();
    this.#transport.resumeReading();
    this.#context.wheel.arm(this.#lingerTimer, this.#context.limits.lingerMs);
    this.#release(code);
  }

  #release(code: CloseCode | null): void {
    this.#reader.stop();
    const unsent = this.#writer.take();
    if (unsent.length > 0) this.#log?.addPieces(unsent);
    this.#context.wheel.disarm(this.#frameTimer);
    const owner = this.#owner;
    this.#owner = null;
    owner?.connectionClosed(code);
  }
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('hex');
}
