import type { OutgoingCall } from '../backend/index.ts';
import { CallbackTimer } from '../clock/index.ts';
import type { MethodKind } from '../registry/index.ts';
import type { HeldStream } from '../session/index.ts';
import { type CallEnd, failedEnd, NO_METADATA, STATUS } from '../status/index.ts';
import { AHEAD_BYTES, type Credit, INITIAL_CREDIT, type Message } from '../wire/index.ts';
import { Call, type CallContext, type CallOpening } from './call.ts';
import type { Caller } from './caller.ts';

/** Credit goes back to the client in batches of this many messages: a frame for each would double the traffic. */
const CREDIT_BATCH = INITIAL_CREDIT / 2;
/** Or of this many bytes: clients wait for it where their messages are large. */
const CREDIT_BATCH_BYTES = AHEAD_BYTES / 4;
/** Messages are asked for a few at a time: that costs less than for each as it comes. */
const ASK_BATCH = INITIAL_CREDIT / 4;
/** More than any client will take: a sum of credits must not lose precision. */
const MAX_CREDIT = 2 ** 40;

/**
 * A streaming call of any of the three kinds. Flow control runs end to end, by messages: the backend is asked for as
 * many as the client takes and its connection has room for, and the client gets credit back as the backend takes what
 * it sent. So a slow reader on either side pauses exactly its own stream; only a client that sends more than
 * `AHEAD_BYTES` without credit for them may come to be no longer read from.
 */
export class StreamCall extends Call implements HeldStream {
  protected readonly carriesRequest: boolean;
  readonly #answersOnce: boolean;
  readonly #idle: CallbackTimer;
  readonly #idleTimeoutMs: number;
  #lastMessageAtMs: number;
  /** Messages that the client will still take. */
  #credit = INITIAL_CREDIT;
  /** Messages that the backend was asked for and that have not come. */
  #asked = 0;
  /** Messages that the client may still send. */
  #clientCredit = INITIAL_CREDIT;
  /** Messages that the backend has taken, and that the client has not been told of. */
  #taken = 0;
  #takenBytes = 0;
  #backendBusy = false;
  /** Of what the client sent, what the backend may not have taken yet. */
  #heldBytes = 0;
  #halfClosed = false;
  /** What the client sent before the backend's side was open: its credit bounds it. */
  #early: Uint8Array[] = [];
  #answer: Uint8Array | null = null;

  constructor(context: CallContext, caller: Caller, opening: CallOpening, idleTimeoutMs: number) {
    super(context, caller, opening);
    const kind: MethodKind = opening.entry.kind;
    this.carriesRequest = kind === 'server-streaming';
    this.#answersOnce = kind === 'client-streaming';
    this.#idleTimeoutMs = idleTimeoutMs;
    this.#lastMessageAtMs = context.clock.nowMs();
    this.#idle = new CallbackTimer(() => this.#idleTimerExpired());
    context.wheel.arm(this.#idle, idleTimeoutMs);
    caller.streams.join(this);
  }

  get outlivesConnection(): boolean {
    return false;
  }

  protected override begin(outgoing: OutgoingCall, payload: Uint8Array): void {
    if (this.carriesRequest) {
      this.#halfClosed = true;
      outgoing.send(payload);
      outgoing.halfClose();
    }
    const early = this.#early;
    this.#early = [];
    for (const message of early) this.#decodeAndForward(message);
    if (this.#halfClosed && !this.carriesRequest) this.outgoing?.halfClose();
    if (this.#answersOnce) outgoing.request(2);
    else this.#ask();
  }

  override onMessage(payload: Uint8Array): void {
    if (!this.open || this.#answer !== null) {
      this.dropAnswer();
      return;
    }
    if (this.#answersOnce) {
      this.#answer = payload;
      return;
    }
    if (this.#asked > 0) this.#asked--;
    this.#credit--;
    this.#lastMessageAtMs = this.context.clock.nowMs();
    const encoded = this.encode(payload);
    if (encoded === null) return;
    this.caller.send({ kind: 'message', seq: this.seq, body: { metadata: this.metadata, payload: encoded } });
    this.metadata = NO_METADATA;
    if (this.caller.blocked) this.caller.streams.hold(this);
    else this.#ask();
  }

  protected override backendEnded(end: CallEnd): void {
    if (end.code !== STATUS.OK || !this.#answersOnce) {
      this.finish(end);
      return;
    }
    if (this.#answer === null) {
      this.finish(failedEnd('BAD_RESPONSE', 'the backend ended the call with OK, but sent no message'));
      return;
    }
    const payload = this.encode(this.#answer);
    if (payload !== null) this.finish(end, payload);
  }

  override messageArrived({ payload }: Message): void {
    if (this.#halfClosed) {
      const why = this.carriesRequest ? 'its Request carries the only message' : 'it came after the half-close';
      this.giveUp(failedEnd('BAD_FRAME', `a message was not expected: ${why}`, { sent: this.sent }));
      return;
    }
    if (this.#clientCredit === 0) {
      this.#overrun();
      return;
    }
    this.#clientCredit--;
    this.#lastMessageAtMs = this.context.clock.nowMs();
    if (this.outgoing === null) this.#early.push(payload);
    else this.#decodeAndForward(payload);
  }

  override halfCloseArrived(): void {
    if (this.#halfClosed) return;
    this.#halfClosed = true;
    this.outgoing?.halfClose();
  }

  override creditArrived({ messages }: Credit): void {
    this.#credit = Math.min(MAX_CREDIT, this.#credit + messages);
    this.#ask();
  }

  /** The backend takes more: the client gets the credit that was withheld. */
  override onDrain(): void {
    this.#backendBusy = false;
    this.#release();
    this.#giveCredit(1);
  }

  holdBackend(): void {
    if (this.#answersOnce) return;
    this.#asked = 0;
    this.outgoing?.hold();
  }

  goOn(): void {
    this.#ask();
  }

  protected override ended(): void {
    this.context.wheel.disarm(this.#idle);
    this.#early = [];
    this.#release();
    this.caller.streams.leave(this);
  }

  /** Asks the backend for what the client takes, unless the client's connection has enough to do. */
  #ask(): void {
    if (this.outgoing === null || this.#answersOnce) return;
    if (this.caller.blocked) {
      this.caller.streams.wait();
      return;
    }
    const wanted = this.#credit - this.#asked;
    if (wanted <= 0 || (wanted < ASK_BATCH && this.#asked > 0)) return;
    this.#asked += wanted;
    this.outgoing.request(wanted);
  }

  #decodeAndForward(payload: Uint8Array): void {
    if (!this.open) return;
    if (this.json === null) {
      this.#forward(payload, payload.length);
      return;
    }
    const binary = this.json.method.requestToBinary(payload);
    if (binary.kind === 'done') this.#forward(binary.bytes, payload.length);
    else this.giveUp(failedEnd('BAD_JSON', binary.message, { sent: this.sent }));
  }

  /** `sentBytes` is how long the message is in the form in which the client sent it. */
  #forward(payload: Uint8Array, sentBytes: number): void {
    this.#taken++;
    this.#takenBytes += sentBytes;
    this.#backendBusy = this.outgoing?.send(payload) === false;
    if (this.#backendBusy) {
      this.#heldBytes += payload.length;
      this.caller.hold(payload.length);
    } else this.#release();
    this.#giveCredit(this.#takenBytes < CREDIT_BATCH_BYTES ? CREDIT_BATCH : 1);
  }

  #release(): void {
    if (this.#heldBytes === 0) return;
    this.caller.hold(-this.#heldBytes);
    this.#heldBytes = 0;
  }

  #giveCredit(least: number): void {
    if (this.#backendBusy || this.#halfClosed || !this.open || this.#taken < least) return;
    this.caller.send({ kind: 'credit', seq: this.seq, body: { messages: this.#taken } });
    this.#clientCredit += this.#taken;
    this.#taken = 0;
    this.#takenBytes = 0;
  }

  #overrun(): void {
    this.giveUp(failedEnd('BEYOND_CREDIT', `more than the credit of ${INITIAL_CREDIT} messages`, { sent: this.sent }));
    this.caller.creditOverrun();
  }

  #idleTimerExpired(): void {
    const idleMs = this.context.clock.nowMs() - this.#lastMessageAtMs;
    if (idleMs < this.#idleTimeoutMs) {
      this.context.wheel.arm(this.#idle, this.#idleTimeoutMs - idleMs);
      return;
    }
    const message = `no message either way for ${this.#idleTimeoutMs} ms`;
    this.giveUp(failedEnd('STREAM_IDLE', message, { sent: this.sent }));
  }
}
