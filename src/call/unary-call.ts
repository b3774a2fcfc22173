import type { Logger } from 'pino';
import type { CallReceiver, CallStart, OutgoingCall } from '../backend/index.ts';
import { type Clock, type TimingWheel, WheelTimer } from '../clock/index.ts';
import type { MethodEntry } from '../registry/index.ts';
import type { OpenCall } from '../session/index.ts';
import { type CallEnd, failedEnd, type Metadata, NO_BYTES, NO_METADATA, type Sent, STATUS } from '../status/index.ts';
import { endedResponse } from '../wire/index.ts';
import type { CallTally, MethodTally } from './call-tally.ts';
import type { Caller } from './caller.ts';
import type { MethodTranscoder, Transcoder } from './json/index.ts';

/** Starts calls at the backends; `backend/` has it. */
export interface Invoke {
  invoke(entry: MethodEntry, start: CallStart, receiver: CallReceiver): OutgoingCall;
}

/** What all calls of a gateway share. */
export interface CallContext {
  readonly clock: Clock;
  readonly wheel: TimingWheel;
  readonly invoker: Invoke;
  readonly tally: CallTally;
  readonly log: Logger;
}

/**
 * One unary call between a session and a backend. Whatever comes first ends it, once: the backend's answer, the
 * deadline, the client's cancel or the session's end. What comes later is dropped and counted.
 */
export class UnaryCall extends WheelTimer implements OpenCall, CallReceiver {
  readonly #context: CallContext;
  readonly #caller: Caller;
  readonly #seq: number;
  readonly #entry: MethodEntry;
  readonly #tally: MethodTally;
  readonly #startedAtMs: number;
  readonly #deadlineAtMs: number;
  /** Null on a binary call, whose payloads are passed through. */
  #json: { readonly set: Transcoder; readonly method: MethodTranscoder } | null = null;
  #outgoing: OutgoingCall | null = null;
  #metadata: Metadata = NO_METADATA;
  #payload: Uint8Array | null = null;
  #open = true;

  constructor(context: CallContext, caller: Caller, seq: number, entry: MethodEntry, timeoutMs: number) {
    super();
    this.#context = context;
    this.#caller = caller;
    this.#seq = seq;
    this.#entry = entry;
    this.#tally = context.tally.of(entry.path, entry.service, entry.method);
    this.#startedAtMs = context.clock.nowMs();
    this.#deadlineAtMs = this.#startedAtMs + timeoutMs;
    context.tally.inFlight++;
    context.wheel.arm(this, timeoutMs);
  }

  startBinary(metadata: Metadata, payload: Uint8Array): void {
    if (!this.#open) return;
    const start = { path: this.#entry.path, metadata, deadlineAtMs: this.#deadlineAtMs };
    const outgoing = this.#context.invoker.invoke(this.#entry, start, this);
    this.#outgoing = outgoing;
    outgoing.send(payload);
    outgoing.halfClose();
    // One more than there may be: so a second answer is seen, and dropped.
    outgoing.request(2);
  }

  startJson(metadata: Metadata, payload: Uint8Array, set: Transcoder): void {
    const method = set.findMethod(this.#entry.service, this.#entry.method);
    if (method === undefined) {
      this.fail(new Error(`${this.#entry.path} is in the method table, but not in its descriptor set`));
      return;
    }
    this.#json = { set, method };
    const binary = method.requestToBinary(payload);
    if (binary.kind === 'done') this.startBinary(metadata, binary.bytes);
    else this.#finish(failedEnd('BAD_JSON', binary.message), NO_BYTES);
  }

  /** Something of ours went wrong before the call was sent. */
  fail(cause: unknown): void {
    this.#context.log.error({ err: cause, method: this.#entry.path }, 'a call met a fault of ours');
    this.#finish(failedEnd('INTERNAL', 'internal fault', { sent: this.#sent() }), NO_BYTES);
  }

  onHeaders(metadata: Metadata): void {
    this.#metadata = metadata;
  }

  onMessage(payload: Uint8Array): void {
    if (!this.#open || this.#payload !== null) this.#context.tally.answersDropped++;
    else this.#payload = payload;
  }

  onDrain(): void {}

  onEnd(end: CallEnd): void {
    if (!this.#open) {
      this.#context.tally.answersDropped++;
      return;
    }
    if (end.code !== STATUS.OK) this.#finish(end, NO_BYTES);
    else if (this.#payload === null) this.#finish(failedEnd('BAD_RESPONSE', 'OK without a message'), NO_BYTES);
    else this.#answer(end, this.#payload);
  }

  override expired(): void {
    const timeoutMs = Math.round(this.#deadlineAtMs - this.#startedAtMs);
    this.#giveUp(failedEnd('DEADLINE_EXCEEDED', `no answer within ${timeoutMs} ms`, { sent: this.#sent() }));
  }

  cancelArrived(): void {
    this.#giveUp(failedEnd('CANCELLED', 'the client gave the call up', { sent: this.#sent() }));
  }

  abandon(): void {
    if (!this.#open) return;
    this.#outgoing?.cancel();
    this.#close(STATUS.CANCELLED);
  }

  /** A unary call takes no Message: its request carried it. */
  messageArrived(): void {
    this.#giveUp(failedEnd('BAD_FRAME', 'a unary call carries its message in the Request', { sent: this.#sent() }));
  }

  /** The Request of a unary call is its half-close. Saying so again does no harm. */
  halfCloseArrived(): void {}

  creditArrived(): void {}

  /** What was never handed to a backend was never run by one. */
  #sent(): Sent {
    return this.#outgoing === null ? 'NEVER' : 'MAYBE';
  }

  #giveUp(end: CallEnd): void {
    this.#outgoing?.cancel();
    this.#finish(end, NO_BYTES);
  }

  #answer(end: CallEnd, payload: Uint8Array): void {
    if (this.#json === null) {
      this.#finish(end, payload);
      return;
    }
    const json = this.#json.method.responseToJson(payload);
    if (json.kind === 'done') this.#finish(end, json.bytes);
    else this.#finish(failedEnd('BAD_RESPONSE', json.message), NO_BYTES);
  }

  #finish(end: CallEnd, payload: Uint8Array): void {
    if (!this.#open) return;
    this.#close(end.code);
    if (end.failure !== null) this.#context.tally.callFailed(end.failure.reason);
    const detailsJson =
      this.#json !== null && end.details.length > 0 ? this.#json.set.statusDetailsToJson(end.details) : '';
    this.#caller.respond(this.#seq, endedResponse(end, this.#metadata, payload, detailsJson));
  }

  #close(code: number): void {
    this.#open = false;
    this.#outgoing = null;
    const { clock, tally, wheel } = this.#context;
    wheel.disarm(this);
    tally.inFlight--;
    this.#tally.callEnded(code, clock.nowMs() - this.#startedAtMs);
  }
}
