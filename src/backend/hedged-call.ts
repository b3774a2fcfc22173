import { type TimingWheel, WheelTimer } from '../clock/index.ts';
import type { MethodEntry } from '../registry/index.ts';
import { type CallEnd, type Metadata, STATUS } from '../status/index.ts';
import type { Backend } from './backend.ts';
import type { EndpointLane } from './endpoint-lane.ts';
import type { CallReceiver, OutgoingCall } from './engine.ts';
import type { InvokedCall } from './invoked-call.ts';
import type { InvokedStart } from './invoked-start.ts';

/** Begins a call at `lane`. */
export type InvokeAt = (lane: EndpointLane, receiver: CallReceiver) => InvokedCall;

/**
 * A unary call of a method that may be run twice. Where no answer has begun after a while, it is sent to a second endpoint
 * as well, within the budget for what is sent again; whichever answers first is believed, and the other is given up. An
 * UNAVAILABLE is no answer while the other one may still have one.
 *
 * Source: gRFC A6, "Hedging Policy", for two attempts.
 */
export class HedgedCall extends WheelTimer implements OutgoingCall {
  readonly #backend: Backend;
  readonly #lane: EndpointLane;
  readonly #start: InvokedStart;
  readonly #invokeAt: InvokeAt;
  readonly #wheel: TimingWheel;
  /** Null once the call has ended. */
  #receiver: CallReceiver | null;
  #legs: Leg[] = [];
  #sent: Uint8Array | null = null;
  #halfClosed = false;
  #credit = 0;

  constructor(
    backend: Backend,
    lane: EndpointLane,
    start: InvokedStart,
    receiver: CallReceiver,
    invokeAt: InvokeAt,
    wheel: TimingWheel,
  ) {
    super();
    this.#backend = backend;
    this.#lane = lane;
    this.#start = start;
    this.#receiver = receiver;
    this.#invokeAt = invokeAt;
    this.#wheel = wheel;
    this.#begin(lane);
    wheel.arm(this, backend.policy.retries.hedgeAfterMs);
  }

  /** Whether calls of `entry` are sent to a second endpoint under the policy of `backend`. */
  static suits(entry: MethodEntry, backend: Backend): boolean {
    const { hedgeAfterMs } = backend.policy.retries;
    return hedgeAfterMs > 0 && entry.kind === 'unary' && entry.idempotency !== 'unknown' && backend.lanes.length > 1;
  }

  send(payload: Uint8Array): boolean {
    this.#sent = payload;
    let ready = true;
    for (const { call } of this.#legs) ready = call.send(payload) && ready;
    return ready;
  }

  halfClose(): void {
    this.#halfClosed = true;
    for (const { call } of this.#legs) call.halfClose();
  }

  request(messages: number): void {
    this.#credit += messages;
    for (const { call } of this.#legs) call.request(messages);
  }

  hold(): void {
    this.#credit = 0;
    for (const { call } of this.#legs) call.hold();
  }

  cancel(): void {
    this.#receiver = null;
    this.#keepOnly(null);
  }

  override expired(): void {
    if (this.#receiver === null || this.#sent === null) return;
    const lane = this.#backend.pick(this.#start, new Set([this.#lane]));
    if (lane === null || this.#backend.full || !this.#backend.budget.take()) return;
    this.#backend.hedges++;
    const { call } = this.#begin(lane);
    call.send(this.#sent);
    if (this.#halfClosed) call.halfClose();
    call.request(this.#credit);
  }

  /** @internal */
  answerBegan(leg: Leg, metadata: Metadata): void {
    this.#keepOnly(leg);
    this.#receiver?.onHeaders(metadata);
  }

  /** @internal */
  messageCame(leg: Leg, payload: Uint8Array): void {
    this.#keepOnly(leg);
    this.#receiver?.onMessage(payload);
  }

  /** @internal */
  drained(): void {
    this.#receiver?.onDrain();
  }

  /** @internal */
  legEnded(leg: Leg, end: CallEnd): void {
    this.#legs = this.#legs.filter((other) => other !== leg);
    if (end.code === STATUS.UNAVAILABLE && this.#legs.length > 0) return;
    this.#keepOnly(null);
    const receiver = this.#receiver;
    this.#receiver = null;
    receiver?.onEnd(end);
  }

  #begin(lane: EndpointLane): Leg {
    const leg = new Leg(this, lane, this.#invokeAt);
    this.#legs.push(leg);
    return leg;
  }

  #keepOnly(kept: Leg | null): void {
    this.#wheel.disarm(this);
    if (this.#legs.length === (kept === null ? 0 : 1)) return;
    const legs = this.#legs;
    this.#legs = kept === null ? [] : [kept];
    for (const leg of legs) if (leg !== kept) leg.call.cancel();
  }
}

/** One of the endpoints that a hedged call was sent to. */
class Leg implements CallReceiver {
  readonly call: InvokedCall;
  readonly #whole: HedgedCall;

  constructor(whole: HedgedCall, lane: EndpointLane, invokeAt: InvokeAt) {
    this.#whole = whole;
    this.call = invokeAt(lane, this);
  }

  onHeaders(metadata: Metadata): void {
    this.#whole.answerBegan(this, metadata);
  }

  onMessage(payload: Uint8Array): void {
    this.#whole.messageCame(this, payload);
  }

  onDrain(): void {
    this.#whole.drained();
  }

  onEnd(end: CallEnd): void {
    this.#whole.legEnded(this, end);
  }
}
