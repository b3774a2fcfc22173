import type { Clock } from '../clock/index.ts';
import type { MethodEntry } from '../registry/index.ts';
import { type CallEnd, type FailureCause, type Metadata, STATUS } from '../status/index.ts';
import type { Backend } from './backend.ts';
import type { EndpointLane } from './endpoint-lane.ts';
import type { CallReceiver, OutgoingCall } from './engine.ts';
import type { InvokedStart } from './invoked-start.ts';
import type { AttemptOutcome } from './outlier-watch.ts';

/**
 * A call on its way to one endpoint after the other, as many as its backend's policy allows. It moves on only where the
 * last one has surely not run it (`sent: NEVER`), or was unavailable and the method may be run twice, within the budget
 * for that; and only while nothing of an answer has come, and what was sent can be sent again. A call that has not been
 * run goes to an endpoint that is ejected before it fails.
 */
export class InvokedCall implements OutgoingCall, CallReceiver {
  readonly #backend: Backend;
  readonly #start: InvokedStart;
  readonly #clock: Clock;
  readonly #entry: MethodEntry;
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
  #begunAtMs = 0;
  /** How long the answer took; negative: nothing has come, or the call is a stream, which answers when it likes. */
  #tookMs = -1;

  constructor(
    backend: Backend,
    lane: EndpointLane,
    entry: MethodEntry,
    start: InvokedStart,
    receiver: CallReceiver,
    clock: Clock,
  ) {
    this.#backend = backend;
    this.#start = start;
    this.#receiver = receiver;
    this.#clock = clock;
    this.#entry = entry;
    backend.inFlight++;
    backend.budget.callBegan();
    this.#begin(lane);
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

  hold(): void {
    this.#credit = 0;
    this.#outgoing?.hold();
  }

  cancel(): void {
    if (this.#receiver === null) return;
    this.#receiver = null;
    const outgoing = this.#outgoing;
    this.#gaveUp();
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
    if (lane !== null) {
      this.#attemptEnded(lane, end);
      if (end.failure?.sent === 'NEVER') lane.neverSent++;
      if (end.failure !== null && this.#tryNext(lane, end.failure, end.code)) return;
    }
    this.#end(end);
  }

  #begin(lane: EndpointLane): void {
    lane.inFlight++;
    lane.started++;
    this.#lane = lane;
    this.#begunAtMs = this.#clock.nowMs();
    this.#outgoing = lane.channel.start(this.#start, this);
  }

  #tryNext(failed: EndpointLane, { sent, reason }: FailureCause, code: number): boolean {
    const maybeRun = sent !== 'NEVER';
    if (maybeRun && (code !== STATUS.UNAVAILABLE || this.#entry.idempotency === 'unknown')) return false;
    if (!this.#replayable || this.#clock.nowMs() >= this.#start.deadlineAtMs) return false;
    const tried = this.#tried ?? new Set();
    this.#tried = tried.add(failed);
    if (tried.size >= this.#backend.policy.retries.attempts) return false;
    const next = this.#backend.pick(this.#start, tried) ?? (maybeRun ? null : this.#backend.pickEjected(tried));
    // gRFC A6: what a backend has refused is sent again once for nothing. It may have refused since it has enough to do.
    const costs = maybeRun || (reason === 'STREAM_REFUSED' && tried.size > 1);
    if (next === null || (costs && !this.#backend.budget.take())) return false;
    this.#backend.retries++;
    this.#begin(next);
    const busy = this.#first !== null && this.#outgoing?.send(this.#first) === false;
    if (this.#halfClosed) this.#outgoing?.halfClose();
    this.#outgoing?.request(this.#credit);
    if (this.#drainOwed && !busy) this.onDrain();
    this.#drainOwed = busy;
    return true;
  }

  /** For the watch over outliers. Only what an endpoint does counts, not what a caller asks of it. */
  #attemptEnded(lane: EndpointLane, end: CallEnd): void {
    const nowMs = this.#clock.nowMs();
    const tookMs = this.#tookMs >= 0 || this.#entry.kind !== 'unary' ? this.#tookMs : nowMs - this.#begunAtMs;
    this.#backend.attemptEnded(lane, outcomeOf(end), tookMs, nowMs);
  }

  /** The caller waited in vain: where that was longer than usual, the endpoint is slow. */
  #gaveUp(): void {
    const lane = this.#lane;
    if (lane === null || this.#tookMs >= 0 || this.#entry.kind !== 'unary') return;
    const nowMs = this.#clock.nowMs();
    this.#backend.attemptEnded(lane, 'given-up', nowMs - this.#begunAtMs, nowMs);
  }

  #answerBegan(): void {
    if (this.#tookMs < 0 && this.#entry.kind === 'unary') this.#tookMs = this.#clock.nowMs() - this.#begunAtMs;
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

function outcomeOf({ code, failure }: CallEnd): AttemptOutcome {
  if (code === STATUS.UNAVAILABLE) return 'failed';
  return failure?.origin === 'GATEWAY' ? 'given-up' : 'answered';
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

  hold(): void {}

  cancel(): void {
    this.#receiver = null;
  }
}
