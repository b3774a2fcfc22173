import { STATUS } from '../status/index.ts';
import type { Request, Response } from '../wire/index.ts';
import type { AbortWatch, StopWatch } from './abort-watch.ts';
import { type CallError, endedCall, refusedCall } from './call-error.ts';
import type { ClientReason } from './client-reasons.ts';
import type { OpenCall } from './connection.ts';
import type { ConnectionError } from './connection-error.ts';
import { isDrainRefusal } from './drain-refusal.ts';
import { methodPath } from './method-name.ts';
import type { StopTimer, Timers } from './timers.ts';
import { requestNow, type UnaryRequest } from './unary-request.ts';

/** Who waits for a call. Of `resolve` and `reject` one is called, once. */
export interface Outcome<Answer> {
  /** Makes of a response with status OK what the caller gets. Throws where it cannot. */
  readonly read: (response: Response) => Answer;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: CallError) => void;
}

/** What all calls of a client share. */
export interface CallServices {
  readonly timers: Timers;
  readonly aborts: AbortWatch;
}

/** Who keeps the calls that are not settled. */
export interface CallOwner {
  /** Right before the outcome. */
  settled(): void;
  /** A gateway that drains refused the call, and no backend has seen it. False: it cannot wait for another one. */
  waitAgain(): boolean;
}

/** What takes a call to the gateway. */
export interface CallCarrier {
  /** The call's seq; null where the request does not fit. `call` hears what becomes of it, later. */
  open(request: Request, call: OpenCall): number | null;
  cancel(seq: number): void;
}

type State =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'open'; readonly carrier: CallCarrier; readonly seq: number }
  | { readonly kind: 'settled' };

const WAITING: State = { kind: 'waiting' };
const SETTLED: State = { kind: 'settled' };

/**
 * One unary call, from `call` to its one outcome. Whatever comes after the outcome (a late answer, the deadline, the
 * loss of the connection) changes nothing.
 *
 * A call that gives up after it was sent keeps its place on the connection until the gateway's Response, because that
 * is how the gateway counts, too.
 */
export class UnaryCall<Answer> implements OpenCall {
  readonly #request: UnaryRequest;
  readonly #timers: Timers;
  readonly #outcome: Outcome<Answer>;
  readonly #owner: CallOwner;
  readonly #expiresAtMs: number;
  #stopTimer: StopTimer | null = null;
  #stopWatch: StopWatch | null = null;
  #state: State = WAITING;

  constructor(request: UnaryRequest, { timers, aborts }: CallServices, outcome: Outcome<Answer>, owner: CallOwner) {
    this.#request = request;
    this.#timers = timers;
    this.#outcome = outcome;
    this.#owner = owner;
    this.#expiresAtMs = request.timeoutMs === 0 ? Number.POSITIVE_INFINITY : timers.nowMs() + request.timeoutMs;
    if (request.timeoutMs > 0) this.#stopTimer = timers.after(request.timeoutMs, () => this.#expire());
    if (request.signal !== undefined) this.#stopWatch = aborts.watch(request.signal, () => this.#cancel());
  }

  get heldBytes(): number {
    return this.#request.payload.length;
  }

  get method(): string {
    return methodPath(this.#request.name);
  }

  /** Goes out on `carrier`, which has room. */
  send(carrier: CallCarrier): void {
    const seq = carrier.open(requestNow(this.#request, this.#expiresAtMs - this.#timers.nowMs()), this);
    if (seq === null) this.end('REQUEST_TOO_LARGE', 'the request does not fit a frame of this gateway');
    else this.#state = { kind: 'open', carrier, seq };
  }

  get resumes(): boolean {
    return this.#state.kind === 'open';
  }

  resumed(carrier: CallCarrier): Request | null {
    if (this.#state.kind !== 'open') return null;
    this.#state = { kind: 'open', carrier, seq: this.#state.seq };
    return requestNow(this.#request, this.#expiresAtMs - this.#timers.nowMs());
  }

  notResumed(error: ConnectionError): void {
    if (this.#state.kind !== 'open') return;
    if (this.#request.idempotent) {
      this.#state = WAITING;
      if (this.#owner.waitAgain()) return;
    }
    this.lost(error);
  }

  answered(response: Response): void {
    if (this.#state.kind === 'settled') return;
    if (isDrainRefusal(response)) {
      this.#state = WAITING;
      if (this.#owner.waitAgain()) return;
    }
    this.#leave();
    if (response.status !== STATUS.OK) {
      this.#outcome.reject(refusedCall(this.method, response));
      return;
    }
    let answer: Answer;
    try {
      answer = this.#outcome.read(response);
    } catch (cause) {
      const message = 'the answer is not JSON, although the request was';
      this.#outcome.reject(endedCall(this.method, 'BAD_RESPONSE', message, 'MAYBE', cause));
      return;
    }
    this.#outcome.resolve(answer);
  }

  /** A unary call has no messages: a gateway that sends one is not listened to. */
  messageArrived(): void {}
  creditArrived(): void {}
  roomMade(): void {}

  lost(error: ConnectionError): void {
    this.end(error.code === 4000 ? 'CLIENT_CLOSED' : 'CONNECTION_LOST', error.message, error);
  }

  /** The client ends the call itself. */
  end(reason: ClientReason, message: string, cause?: unknown): void {
    if (this.#state.kind === 'settled') return;
    const sent = this.#state.kind === 'open' ? 'MAYBE' : 'NEVER';
    this.#leave();
    this.#outcome.reject(endedCall(this.method, reason, message, sent, cause));
  }

  #cancel(): void {
    if (this.#state.kind === 'open') this.#state.carrier.cancel(this.#state.seq);
    this.end('CANCELLED', 'the call was cancelled', this.#request.signal?.reason);
  }

  /** No Cancel goes out: the gateway was given the same deadline, and counts the call as what it is. */
  #expire(): void {
    this.end('DEADLINE_EXCEEDED', `no answer within ${this.#request.timeoutMs} ms`);
  }

  #leave(): void {
    this.#state = SETTLED;
    this.#stopTimer?.();
    this.#stopWatch?.();
    this.#owner.settled();
  }
}
