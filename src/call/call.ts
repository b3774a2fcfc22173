import type { Logger } from 'pino';
import type { CallReceiver, InvokedStart, OutgoingCall } from '../backend/index.ts';
import { type Clock, type TimingWheel, WheelTimer } from '../clock/index.ts';
import type { MethodEntry } from '../registry/index.ts';
import type { OpenCall } from '../session/index.ts';
import { type CallEnd, failedEnd, type Metadata, NO_BYTES, NO_METADATA, type Sent, STATUS } from '../status/index.ts';
import { type Credit, endedResponse, type Message } from '../wire/index.ts';
import type { CallTally, MethodTally } from './call-tally.ts';
import type { Caller } from './caller.ts';
import type { MethodTranscoder, Transcoder } from './json/index.ts';

/** Starts calls at the backends; `backend/` has it. */
export interface Invoke {
  invoke(entry: MethodEntry, start: InvokedStart, receiver: CallReceiver): OutgoingCall;
}

/** What all calls of a gateway share. */
export interface CallContext {
  readonly clock: Clock;
  readonly wheel: TimingWheel;
  readonly invoker: Invoke;
  readonly tally: CallTally;
  readonly log: Logger;
}

/** What a Request says of its call: what its backend needs to know is in the same object, since there is one for each. */
export interface CallOpening extends InvokedStart {
  readonly seq: number;
  readonly entry: MethodEntry;
  readonly tally: MethodTally;
  /** Until the call starts: whoever may have to send it again keeps it, and a large one is dear for as long as it is kept. */
  payload: Uint8Array;
  readonly startedAtMs: number;
  /** Infinity: no deadline. */
  readonly timeoutMs: number;
}

/**
 * One call between a session and a backend. Whatever comes first ends it, once: the backend's answer, the deadline, which
 * the engine keeps, the client's cancel or the session's end. What comes later is dropped and counted. How messages flow is the business of
 * its kind.
 */
export abstract class Call extends WheelTimer implements OpenCall, CallReceiver {
  protected readonly context: CallContext;
  protected readonly caller: Caller;
  protected readonly seq: number;
  protected readonly entry: MethodEntry;
  /** Null on a binary call, whose payloads are passed through. */
  protected json: { readonly set: Transcoder; readonly method: MethodTranscoder } | null = null;
  protected outgoing: OutgoingCall | null = null;
  protected open = true;
  /** The backend's initial metadata, until it has been passed on. */
  protected metadata: Metadata = NO_METADATA;
  readonly #opening: CallOpening;

  constructor(context: CallContext, caller: Caller, opening: CallOpening) {
    super();
    this.context = context;
    this.caller = caller;
    this.seq = opening.seq;
    this.entry = opening.entry;
    this.#opening = opening;
    context.tally.inFlight++;
  }

  /** What the call needs is being loaded: until it starts, nobody else keeps its deadline. */
  waitToStart(): void {
    const { timeoutMs } = this.#opening;
    if (timeoutMs !== Number.POSITIVE_INFINITY) this.context.wheel.arm(this, timeoutMs);
  }

  startBinary(): void {
    this.#start(this.#opening.payload);
  }

  startJson(set: Transcoder): void {
    const method = set.findMethod(this.entry.service, this.entry.method);
    if (method === undefined) {
      this.fail(new Error(`${this.entry.path} is in the method table, but not in its descriptor set`));
      return;
    }
    this.json = { set, method };
    if (!this.carriesRequest) {
      this.#start(NO_BYTES);
      return;
    }
    const binary = method.requestToBinary(this.#opening.payload);
    if (binary.kind === 'done') this.#start(binary.bytes);
    else this.finish(failedEnd('BAD_JSON', binary.message));
  }

  /** Something of ours went wrong. */
  fail(cause: unknown): void {
    this.context.log.error({ err: cause, method: this.entry.path }, 'a call met a fault of ours');
    this.giveUp(failedEnd('INTERNAL', 'internal fault', { sent: this.sent }));
  }

  onHeaders(metadata: Metadata): void {
    this.metadata = metadata;
  }

  abstract onMessage(payload: Uint8Array): void;

  onEnd(end: CallEnd): void {
    if (this.open) this.backendEnded(end);
    else this.context.tally.answersDropped++;
  }

  override expired(): void {
    const message = `no answer within ${this.#opening.timeoutMs} ms`;
    this.giveUp(failedEnd('DEADLINE_EXCEEDED', message, { sent: this.sent }));
  }

  cancelArrived(): void {
    this.giveUp(failedEnd('CANCELLED', 'the client gave the call up', { sent: this.sent }));
  }

  abandon(): void {
    if (!this.open) return;
    this.outgoing?.cancel();
    this.#close(STATUS.CANCELLED);
  }

  abstract messageArrived(message: Message): void;
  abstract halfCloseArrived(): void;
  abstract creditArrived(credit: Credit): void;
  abstract onDrain(): void;

  abstract readonly outlivesConnection: boolean;
  /** Whether the Request's payload is the first message of the call. */
  protected abstract readonly carriesRequest: boolean;
  /** The backend's side is open: send what there is. */
  protected abstract begin(outgoing: OutgoingCall, payload: Uint8Array): void;
  protected abstract backendEnded(end: CallEnd): void;
  /** The call has ended, by whomever: let go of what the kind holds. */
  protected abstract ended(): void;

  /** What was never handed to a backend was never run by one. */
  protected get sent(): Sent {
    return this.outgoing === null ? 'NEVER' : 'MAYBE';
  }

  /** Ends the call on our side: the backend is told to stop. */
  protected giveUp(end: CallEnd): void {
    this.outgoing?.cancel();
    this.finish(end);
  }

  /** Passes over a message that is one too many, and asks for what stands behind it: the end of the call may. */
  protected dropAnswer(): void {
    this.context.tally.answersDropped++;
    this.outgoing?.request(1);
  }

  /** Answers, once. `payload` is in the encoding of the call. */
  protected finish(end: CallEnd, payload: Uint8Array = NO_BYTES): void {
    if (!this.open) return;
    this.#close(end.code);
    if (end.failure !== null) this.context.tally.callFailed(end.failure.reason);
    const detailsJson =
      this.json !== null && end.details.length > 0 ? this.json.set.statusDetailsToJson(end.details) : '';
    this.caller.respond(this.seq, endedResponse(end, this.metadata, payload, detailsJson));
  }

  /** A message of the backend, in the encoding of the call; null where it cannot be: the call has ended then. */
  protected encode(payload: Uint8Array): Uint8Array | null {
    if (this.json === null) return payload;
    const json = this.json.method.responseToJson(payload);
    if (json.kind === 'done') return json.bytes;
    this.giveUp(failedEnd('BAD_RESPONSE', json.message));
    return null;
  }

  #start(payload: Uint8Array): void {
    if (!this.open) return;
    this.context.wheel.disarm(this);
    const outgoing = this.context.invoker.invoke(this.entry, this.#opening, this);
    this.outgoing = outgoing;
    this.#opening.payload = NO_BYTES;
    this.begin(outgoing, payload);
  }

  #close(code: number): void {
    this.open = false;
    this.outgoing = null;
    const { clock, tally, wheel } = this.context;
    wheel.disarm(this);
    tally.inFlight--;
    this.ended();
    this.#opening.tally.callEnded(code, clock.nowMs() - this.#opening.startedAtMs);
  }
}
