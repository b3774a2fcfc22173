import { type Metadata, NO_METADATA, STATUS } from '../status/index.ts';
import { INITIAL_CREDIT, type Message, type Response } from '../wire/index.ts';
import { type CallError, endedCall, refusedCall } from './call-error.ts';
import type { CallResponse } from './call-options.ts';
import type { ClientReason } from './client-reasons.ts';
import type { OpenCall } from './connection.ts';
import type { ConnectionError } from './connection-error.ts';
import { isDrainRefusal } from './drain-refusal.ts';
import { MessageInbox } from './message-inbox.ts';
import { MessagePump, type MessageSource } from './message-pump.ts';
import { methodPath } from './method-name.ts';
import type { CallCarrier, CallOwner, CallServices } from './unary-call.ts';
import { requestNow, type UnaryRequest } from './unary-request.ts';

/** What takes a stream to the gateway. */
export interface StreamCarrier extends CallCarrier {
  /** Whether the connection takes another message now; if not, the call hears `roomMade`. */
  hasRoomFor(call: OpenCall): boolean;
  /** False: it does not fit a frame of this gateway, and was not sent. */
  sendMessage(seq: number, payload: Uint8Array): boolean;
  halfClose(seq: number): void;
  grantCredit(seq: number, messages: number): void;
}

type State =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'open'; readonly carrier: StreamCarrier; readonly seq: number }
  | { readonly kind: 'settled' };

const WAITING: State = { kind: 'waiting' };
const SETTLED: State = { kind: 'settled' };
/** Credit goes back in batches of this many messages. */
const CREDIT_BATCH = INITIAL_CREDIT / 2;

interface Outcome {
  readonly resolve: (response: CallResponse) => void;
  readonly reject: (error: CallError) => void;
}

/**
 * One streaming call of any kind, in bytes. Messages are read with `next`, one reader at a time, and as many are on their
 * way as the reader leaves room for: who does not read pauses the backend. What is sent comes from a source, which is
 * read no faster than the backend takes it.
 */
export class StreamCall implements OpenCall {
  /** The call's end: its Response with status OK, whose payload is the answer of a client streaming call. */
  readonly response: Promise<CallResponse>;
  readonly #request: UnaryRequest;
  readonly #owner: CallOwner;
  readonly #services: CallServices;
  readonly #expiresAtMs: number;
  readonly #inbox = new MessageInbox(() => this.#messageTaken());
  readonly #pump: MessagePump | null;
  readonly #stops: (() => void)[] = [];
  #outcome: Outcome = { resolve: () => {}, reject: () => {} };
  #state: State = WAITING;
  #begun = false;
  #metadata: Metadata = NO_METADATA;
  /** Messages that were read and that the gateway has no credit for yet. */
  #taken = 0;

  /** `source` is null where the request's payload is the only message. */
  constructor(request: UnaryRequest, source: MessageSource | null, services: CallServices, owner: CallOwner) {
    this.#request = request;
    this.#services = services;
    this.#owner = owner;
    this.response = new Promise((resolve, reject) => {
      this.#outcome = { resolve, reject };
    });
    // Whoever reads the messages hears of the failure there.
    this.response.catch(() => undefined);
    this.#pump = source === null ? null : this.#pumpFrom(source);
    const { timers, aborts } = services;
    const { timeoutMs, signal } = request;
    this.#expiresAtMs = timeoutMs === 0 ? Number.POSITIVE_INFINITY : timers.nowMs() + timeoutMs;
    if (timeoutMs > 0) this.#stops.push(timers.after(timeoutMs, () => this.#expire()));
    if (signal !== undefined) this.#stops.push(aborts.watch(signal, () => this.cancel(signal.reason)));
  }

  get heldBytes(): number {
    return this.#request.payload.length;
  }

  /** The backend's initial metadata: known once a message or the end has come. */
  get metadata(): Metadata {
    return this.#metadata;
  }

  /** The next message. Rejects with CallError where the call has failed. */
  next(): Promise<IteratorResult<Uint8Array, undefined>> {
    return this.#inbox.next();
  }

  /** Goes out on `carrier`, which has room. */
  send(carrier: StreamCarrier): void {
    const request = requestNow(this.#request, this.#expiresAtMs - this.#services.timers.nowMs());
    const seq = carrier.open(request, this);
    if (seq === null) {
      this.end('REQUEST_TOO_LARGE', 'the request does not fit a frame of this gateway');
      return;
    }
    this.#state = { kind: 'open', carrier, seq };
    if (!this.#begun) this.#pump?.start();
    this.#begun = true;
    this.#pump?.resume();
  }

  readonly resumes = false;

  /** Never asked: a stream is lost with its connection. */
  resumed(): null {
    return null;
  }

  notResumed(error: ConnectionError): void {
    this.lost(error);
  }

  messageArrived({ metadata, payload }: Message): void {
    if (this.#state.kind === 'settled') return;
    if (metadata.length > 0) this.#metadata = metadata;
    // A copy: a view would hold the chunk that it came in.
    this.#inbox.push(payload.slice());
  }

  creditArrived(messages: number): void {
    this.#pump?.credit(messages);
  }

  roomMade(): void {
    this.#pump?.resume();
  }

  answered(response: Response): void {
    if (this.#state.kind === 'settled') return;
    if (isDrainRefusal(response) && (this.#pump?.sent ?? 0) === 0) {
      this.#state = WAITING;
      if (this.#owner.waitAgain()) return;
    }
    if (response.metadata.length > 0) this.#metadata = response.metadata;
    if (response.status !== STATUS.OK) {
      this.#settle(refusedCall(methodPath(this.#request.name), response));
      return;
    }
    this.#leave();
    this.#inbox.end(null);
    const { payload, trailers } = response;
    this.#outcome.resolve({ payload: payload.slice(), metadata: this.#metadata, trailers });
  }

  lost(error: ConnectionError): void {
    this.end(error.code === 4000 ? 'CLIENT_CLOSED' : 'CONNECTION_LOST', error.message, error);
  }

  /** Gives the call up: the backend is told, and what has arrived is dropped. */
  cancel(cause?: unknown): void {
    if (this.#state.kind === 'settled') return;
    if (this.#state.kind === 'open') this.#state.carrier.cancel(this.#state.seq);
    this.#inbox.discard();
    this.end('CANCELLED', 'the call was cancelled', cause);
  }

  /** The client ends the call itself. */
  end(reason: ClientReason, message: string, cause?: unknown): void {
    if (this.#state.kind === 'settled') return;
    const sent = this.#state.kind === 'open' ? 'MAYBE' : 'NEVER';
    this.#settle(endedCall(methodPath(this.#request.name), reason, message, sent, cause));
  }

  #pumpFrom(source: MessageSource): MessagePump {
    const call = this;
    return new MessagePump(source, {
      get hasRoom() {
        return call.#state.kind === 'open' && call.#state.carrier.hasRoomFor(call);
      },
      send: (payload) => this.#sendMessage(payload),
      halfClose: () => {
        if (this.#state.kind === 'open') this.#state.carrier.halfClose(this.#state.seq);
      },
      sourceFailed: (cause) => this.#sourceFailed(cause),
    });
  }

  #sendMessage(payload: Uint8Array): void {
    if (this.#state.kind !== 'open' || this.#state.carrier.sendMessage(this.#state.seq, payload)) return;
    this.#state.carrier.cancel(this.#state.seq);
    this.end('REQUEST_TOO_LARGE', 'a message does not fit a frame of this gateway');
  }

  #sourceFailed(cause: unknown): void {
    if (this.#state.kind === 'open') this.#state.carrier.cancel(this.#state.seq);
    this.end('SOURCE_FAILED', 'what was to be sent came to an error', cause);
  }

  /** The reader has one: what it leaves room for is granted in batches. */
  #messageTaken(): void {
    this.#taken++;
    if (this.#taken < CREDIT_BATCH || this.#state.kind !== 'open') return;
    this.#state.carrier.grantCredit(this.#state.seq, this.#taken);
    this.#taken = 0;
  }

  /** The gateway keeps the same deadline, and resets the backend's stream by itself. */
  #expire(): void {
    this.end('DEADLINE_EXCEEDED', `no end within ${this.#request.timeoutMs} ms`);
  }

  #settle(error: CallError): void {
    this.#leave();
    this.#inbox.end(error);
    this.#outcome.reject(error);
  }

  #leave(): void {
    this.#state = SETTLED;
    this.#pump?.stop();
    for (const stop of this.#stops) stop();
    this.#owner.settled();
  }
}
