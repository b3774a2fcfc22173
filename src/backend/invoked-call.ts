import type { Clock } from '../clock/index.ts';
import { type CallEnd, failedEnd, type Metadata } from '../status/index.ts';
import type { Backend } from './backend.ts';
import type { EndpointLane } from './endpoint-lane.ts';
import type { CallReceiver, OutgoingCall } from './engine.ts';
import type { InvokedStart } from './invoked-start.ts';

/** More endpoints than this are not tried for one call: a backend that is down must not cost its callers the more. */
const MAX_ATTEMPTS = 3;

/**
 * A call on its way to one endpoint after the other. It moves on only where the last one has surely not run it
 * (`sent: NEVER`), nothing of an answer has come, and what was sent can be sent again.
 */
export class InvokedCall implements OutgoingCall, CallReceiver {
  readonly #backend: Backend;
  readonly #start: InvokedStart;
  readonly #clock: Clock;
  #receiver: CallReceiver | null;
  #lane: EndpointLane | null = null;
  #outgoing: OutgoingCall | null = null;
  #tried: Set<EndpointLane> | null = null;
  /** The first message, for as long as the call may be sent again. */
  #first: Uint8Array | null = null;
  #replayable = true;
  #halfClosed = false;
  /** `send` returned false, and `onDrain` is owed: by whichever endpoint has the call by then. */
  #drainOwed = false;
  #credit = 0;

  constructor(backend: Backend, start: InvokedStart, receiver: CallReceiver, clock: Clock) {
    this.#backend = backend;
    this.#start = start;
    this.#receiver = receiver;
    this.#clock = clock;
    backend.inFlight++;
    const lane = backend.pick(start, null);
    if (lane !== null) this.#begin(lane);
    else queueMicrotask(() => this.#end(failedEnd('NO_ENDPOINT', `backend ${backend.name} has no endpoint`)));
  }

  send(payload: Uint8Array): boolean {
    if (this.#first === null) this.#first = payload;
    else this.#replayable = false;
    this.#drainOwed = this.#outgoing?.send(payload) === false;
    return !this.#drainOwed;
  }

  halfClose(): void {
    this.#halfClosed = true;
    this.#outgoing?.halfClose();
  }

  request(messages: number): void {
    this.#credit += messages;
    this.#outgoing?.request(messages);
  }

  cancel(): void {
    if (this.#receiver === null) return;
    this.#receiver = null;
    const outgoing = this.#outgoing;
    this.#leaveLane();
    this.#backend.inFlight--;
    outgoing?.cancel();
  }

  onHeaders(metadata: Metadata): void {
    this.#answerBegan();
    this.#receiver?.onHeaders(metadata);
  }

  onMessage(payload: Uint8Array): void {
    this.#answerBegan();
    this.#receiver?.onMessage(payload);
  }

  onDrain(): void {
    this.#drainOwed = false;
    this.#receiver?.onDrain();
  }

  onEnd(end: CallEnd): void {
    const lane = this.#lane;
    this.#leaveLane();
    if (end.failure?.sent === 'NEVER' && lane !== null) {
      lane.neverSent++;
      if (this.#tryNext(lane)) return;
    }
    this.#end(end);
  }

  #begin(lane: EndpointLane): void {
    lane.inFlight++;
    lane.started++;
    this.#lane = lane;
    this.#outgoing = lane.channel.start(this.#start, this);
  }

  #tryNext(failed: EndpointLane): boolean {
    if (!this.#replayable || this.#clock.nowMs() >= this.#start.deadlineAtMs) return false;
    const tried = this.#tried ?? new Set();
    this.#tried = tried.add(failed);
    if (tried.size >= MAX_ATTEMPTS) return false;
    const next = this.#backend.pick(this.#start, tried);
    if (next === null) return false;
    this.#backend.retries++;
    this.#begin(next);
    const busy = this.#first !== null && this.#outgoing?.send(this.#first) === false;
    if (this.#halfClosed) this.#outgoing?.halfClose();
    this.#outgoing?.request(this.#credit);
    if (this.#drainOwed && !busy) this.onDrain();
    this.#drainOwed = busy;
    return true;
  }

  #answerBegan(): void {
    this.#replayable = false;
    this.#first = null;
  }

  #leaveLane(): void {
    if (this.#lane !== null) this.#lane.inFlight--;
    this.#lane = null;
    this.#outgoing = null;
  }

  #end(end: CallEnd): void {
    const receiver = this.#receiver;
    if (receiver === null) return;
    this.#receiver = null;
    this.#backend.inFlight--;
    receiver.onEnd(end);
  }
}

/** A call that never had an endpoint: it ends in the same turn, once its caller has it in hands. */
export class RefusedCall implements OutgoingCall {
  #receiver: CallReceiver | null;

  constructor(receiver: CallReceiver, end: CallEnd) {
    this.#receiver = receiver;
    queueMicrotask(() => {
      this.#receiver?.onEnd(end);
      this.#receiver = null;
    });
  }

  send(): boolean {
    return true;
  }

  halfClose(): void {}

  request(): void {}

  cancel(): void {
    this.#receiver = null;
  }
}
