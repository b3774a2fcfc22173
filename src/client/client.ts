import { NO_BYTES } from '../status/index.ts';
import { ENCODING, PROTOCOL_VERSION, type Response } from '../wire/index.ts';
import { AbortWatch } from './abort-watch.ts';
import { AnswerStream } from './answer-stream.ts';
import { BackOff } from './back-off.ts';
import { CallError, endedCall } from './call-error.ts';
import type { CallOptions, CallResponse, InvokeOptions, StreamOptions } from './call-options.ts';
import { CallQueue } from './call-queue.ts';
import type { ClientReason } from './client-reasons.ts';
import type { ClientState } from './client-state.ts';
import type { Settings } from './connect-options.ts';
import { Connection, type ConnectionOwner } from './connection.ts';
import type { ConnectionError } from './connection-error.ts';
import { decodeJson, encodeJson } from './json-payload.ts';
import { jsonSource } from './json-source.ts';
import { Link, type LinkUser } from './link.ts';
import type { LostSession } from './lost-session.ts';
import { type NotificationHandler, toNotification } from './notification.ts';
import { type Handle, NotificationInbox } from './notification-inbox.ts';
import { NotificationReader } from './notification-reader.ts';
import type { SessionInfo } from './session-info.ts';
import { StreamCall } from './stream-call.ts';
import type { StopTimer } from './timers.ts';
import { type CallServices, UnaryCall } from './unary-call.ts';
import { readRequest } from './unary-request.ts';

/** A call that waits for a connection. */
interface QueuedCall {
  readonly heldBytes: number;
  send(connection: Connection): void;
  end(reason: ClientReason, message: string, cause?: unknown): void;
}

export interface CloseOptions {
  /** How long calls that were made may still take, in milliseconds. Default: as long as they need. */
  readonly timeoutMs?: number | undefined;
}

const MAX_SEQ = 2 ** 32 - 1;
const MAX_TOPICS_LENGTH = 4096;
const TOPIC_OVERHEAD = 3;
const SUBSCRIBE = 'trunkline.client.v1.GatewayService/Subscribe';
const UNSUBSCRIBE = 'trunkline.client.v1.GatewayService/Unsubscribe';
const NO_SESSION: SessionInfo = {
  id: '',
  resumed: false,
  gateway: '',
  maxInFlight: 0,
  maxFrameBytes: 0,
  heartbeatMs: 0,
  resumeWindowMs: 0,
};

/**
 * One client of a gateway: calls any registered method over one connection, and keeps that connection up. `connect`
 * makes one; `close` it when done.
 *
 * Every call has exactly one outcome. Calls are numbered, written together once in each turn of the event loop, and
 * run side by side; those beyond the gateway's max_in_flight, or made while there is no connection, wait in order.
 */
export class Client {
  readonly #settings: Settings;
  readonly #services: CallServices;
  readonly #link: Link;
  readonly #queue: CallQueue<QueuedCall>;
  readonly #listeners = new Set<(state: ClientState) => void>();
  #state: ClientState = { kind: 'connecting', attempt: 0, delayMs: 0, error: null };
  #session = NO_SESSION;
  readonly #inbox = new NotificationInbox();
  readonly #topics: Set<string>;
  #unsettled = 0;
  /** Hellos with which it came back. */
  #comebacks = 0;
  #closing: Promise<void> | null = null;
  #closed = () => {};
  #stopDrain: StopTimer = () => {};

  /** @internal `connect` is the way to get one. */
  constructor(settings: Settings) {
    this.#settings = settings;
    this.#services = { timers: settings.timers, aborts: new AbortWatch() };
    this.#queue = new CallQueue(settings);
    this.#topics = new Set(settings.topics);
    const { reconnect, random, timers, token } = settings;
    this.#link = new Link(
      {
        timers,
        token,
        backOff: reconnect === null ? null : new BackOff({ ...reconnect, random }),
        stableAfterMs: reconnect?.maxDelayMs ?? 0,
        dial: (credential, owner, lost) => this.#dial(credential, owner, lost),
      },
      this.#linkUser(),
    );
  }

  /** @internal */
  start(): void {
    this.#link.start();
  }

  /** What the gateway said at the last login. */
  get session(): SessionInfo {
    return this.#session;
  }

  get state(): ClientState {
    return this.#state;
  }

  /** Calls `listener` after each change of `state`, in order. Returns what stops that. */
  onStateChange(listener: (state: ClientState) => void): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  /**
   * Calls `package.Service/Method` with a message in canonical proto3 JSON, and gives its answer, parsed. `Answer` is
   * the caller's word for what comes, and is not checked. Rejects with CallError.
   */
  call<Answer = unknown>(method: string, message: unknown, options: CallOptions = {}): Promise<Answer> {
    const payload = encodeJson(message);
    if (typeof payload === 'string') return Promise.reject(endedCall(method, 'BAD_JSON', payload));
    return this.#start(method, 'json', payload, options, readJson<Answer>);
  }

  /**
   * Calls `package.Service/Method` with a message's protobuf bytes, which must not be written to before the answer, and
   * gives the answer's. Rejects with CallError.
   */
  callBinary(method: string, payload: Uint8Array, options: CallOptions = {}): Promise<Uint8Array> {
    return this.#start(method, 'proto', payload, options, readPayload);
  }

  /** As `callBinary`, in either encoding, with the backend's metadata and trailers. Rejects with CallError. */
  invoke(method: string, payload: Uint8Array, options: InvokeOptions = {}): Promise<CallResponse> {
    return this.#start(method, options.encoding ?? 'proto', payload, options, readResponse);
  }

  /**
   * Calls a server streaming method in JSON: `for await (const answer of client.serverStream(…))`. The backend is
   * paused while nobody reads. Without `timeoutMs` a stream has no deadline.
   */
  serverStream<Answer = unknown>(method: string, message: unknown, options: CallOptions = {}): AnswerStream<Answer> {
    const payload = encodeJson(message);
    if (typeof payload === 'string') return failedStream(endedCall(method, 'BAD_JSON', payload));
    return this.#openStream(method, { ...options, encoding: 'json', payload }, decodeJson<Answer>);
  }

  /** Calls a bidirectional method in JSON. `messages` are read no faster than the backend takes them. */
  bidiStream<Answer = unknown>(
    method: string,
    messages: Iterable<unknown> | AsyncIterable<unknown>,
    options: CallOptions = {},
  ): AnswerStream<Answer> {
    return this.#openStream(
      method,
      { ...options, encoding: 'json', messages: jsonSource(messages) },
      decodeJson<Answer>,
    );
  }

  /** Calls a client streaming method in JSON, and gives its one answer. Rejects with CallError. */
  async clientStream<Answer = unknown>(
    method: string,
    messages: Iterable<unknown> | AsyncIterable<unknown>,
    options: CallOptions = {},
  ): Promise<Answer> {
    const stream = this.openStream(method, { ...options, encoding: 'json', messages: jsonSource(messages) });
    const { payload } = await stream.response;
    try {
      return decodeJson<Answer>(payload);
    } catch (cause) {
      throw endedCall(method, 'BAD_RESPONSE', 'the answer is not JSON, although the request was', 'MAYBE', cause);
    }
  }

  /**
   * Opens a streaming call of any kind in bytes, in either encoding. `response` has the answer of a client streaming
   * method, and the trailers of any.
   */
  openStream(method: string, options: StreamOptions = {}): AnswerStream<Uint8Array> {
    return this.#openStream(method, options, (payload) => payload);
  }

  /**
   * Has `handler` take notifications of this type in JSON; of type `*` those that no other handler takes. What it returns is
   * the reply. A stored notification that arrives before its handler waits for it. Returns what removes the handler.
   */
  on<Payload = unknown>(type: string, handler: NotificationHandler<Payload>): () => void {
    return this.#handle(type, (notify) => {
      if (notify.encoding !== ENCODING.JSON) throw new TypeError('the notification is not in JSON; use onBinary');
      return handler(decodeJson<Payload>(notify.payload), toNotification(notify));
    });
  }

  /** As `on`, with the payload's bytes, in whatever encoding. A reply to a notification that is not JSON must be bytes. */
  onBinary(type: string, handler: NotificationHandler<Uint8Array>): () => void {
    return this.#handle(type, (notify) => handler(notify.payload.slice(), toNotification(notify)));
  }

  /** Notifications of a type, in JSON, to be read with `for await`. */
  notifications<Payload = unknown>(type: string): NotificationReader<Payload> {
    return new NotificationReader<Payload>((handle) => this.#handle(type, handle));
  }

  /**
   * Subscribes to topics, for as long as this client lives: a new session is subscribed to them again. Rejects with
   * CallError, where one may not be.
   */
  async subscribe(...topics: readonly string[]): Promise<void> {
    await this.call(SUBSCRIBE, { topics }, { idempotent: true });
    for (const topic of topics) this.#topics.add(topic);
  }

  async unsubscribe(...topics: readonly string[]): Promise<void> {
    for (const topic of topics) this.#topics.delete(topic);
    await this.call(UNSUBSCRIBE, { topics }, { idempotent: true });
  }

  /**
   * Refuses new calls, waits for those that were made, ends the session and closes. Calls that have no answer by
   * `timeoutMs`, and those that wait while there is no connection, reject with reason CLIENT_CLOSED. Never rejects;
   * called again, gives the same promise.
   */
  close(options: CloseOptions = {}): Promise<void> {
    if (this.#closing !== null) return this.#closing;
    this.#closing = new Promise((resolve) => {
      this.#closed = resolve;
    });
    if (this.#state.kind === 'closed') this.#closed();
    else this.#drain(options.timeoutMs);
    return this.#closing;
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  #dial(token: string, owner: ConnectionOwner, lost: LostSession | null): Connection {
    const { url, transport, timers, client, heartbeatMs, connectTimeoutMs, maxFrameBytes } = this.#settings;
    const resume =
      lost === null
        ? null
        : {
            sessionId: lost.id,
            resumeToken: lost.resumeToken,
            lastOffset: this.#inbox.lastOffset,
            lastSeq: lost.lastSeq,
            attempt: ++this.#comebacks,
          };
    const hello = { protocol: PROTOCOL_VERSION, token, resume, client, heartbeatMs, topics: takeTopics(this.#topics) };
    return new Connection(
      { url, transport, timers, hello, resume: lost, connectTimeoutMs, maxFrameBytes, maxSeq: MAX_SEQ },
      owner,
    );
  }

  #linkUser(): LinkUser {
    return {
      up: (session) => {
        this.#session = session;
        if (!session.resumed) this.#inbox.reset();
        this.#subscribeToTheRest();
        this.#become({ kind: 'connected', session });
        this.#pump();
      },
      roomMade: () => this.#pump(),
      notified: (arrived) => this.#inbox.arrived(arrived),
      down: (error, attempt, delayMs) => this.#become({ kind: 'connecting', attempt, delayMs, error }),
      over: (error) => this.#over(error),
    };
  }

  #handle(type: string, handle: Handle): () => void {
    this.#inbox.handle(type, handle);
    return () => this.#inbox.remove(type, handle);
  }

  /** To those that Hello had no room for. Where one is not allowed any more, the client goes without. */
  #subscribeToTheRest(): void {
    const topics = [...this.#topics].slice(takeTopics(this.#topics).length);
    if (topics.length > 0) this.call(SUBSCRIBE, { topics }, { idempotent: true }).catch(() => {});
  }

  #start<Answer>(
    method: string,
    encoding: 'proto' | 'json',
    payload: Uint8Array,
    options: CallOptions,
    read: (response: Response) => Answer,
  ): Promise<Answer> {
    const request = readRequest(method, encoding, payload, options, this.#settings.timeoutMs);
    if (request instanceof CallError) return Promise.reject(request);
    const refusal = this.#refusal(method);
    if (refusal !== null) return Promise.reject(refusal);
    return new Promise((resolve, reject) => {
      const outcome = { read, resolve, reject };
      const call: QueuedCall = new UnaryCall(request, this.#services, outcome, {
        settled: () => this.#settled(call),
        waitAgain: () => this.#queue.add(call),
      });
      this.#begin(call);
    });
  }

  #openStream<Answer>(
    method: string,
    options: StreamOptions,
    decode: (payload: Uint8Array) => Answer,
  ): AnswerStream<Answer> {
    const { encoding = 'proto', payload = NO_BYTES, messages = null } = options;
    const request = readRequest(method, encoding, payload, options, 0);
    if (request instanceof CallError) return new AnswerStream(request, method, decode);
    const refusal = this.#refusal(method);
    if (refusal !== null) return new AnswerStream<Answer>(refusal, method, decode);
    const call: StreamCall = new StreamCall(request, messages, this.#services, {
      settled: () => this.#settled(call),
      waitAgain: () => this.#queue.add(call),
    });
    this.#begin(call);
    return new AnswerStream(call, method, decode);
  }

  /** Why no call may be made now. */
  #refusal(method: string): CallError | null {
    if (this.#state.kind === 'closed' && this.#state.error !== null) {
      return endedCall(method, 'NOT_CONNECTED', this.#state.error.message, 'NEVER', this.#state.error);
    }
    if (this.#state.kind === 'closed' || this.#state.kind === 'closing') {
      return endedCall(method, 'CLIENT_CLOSED', 'the client was closed');
    }
    return null;
  }

  #begin(call: QueuedCall): void {
    this.#unsettled++;
    const connection = this.#queue.size === 0 ? this.#link.findRoom() : null;
    if (connection !== null) call.send(connection);
    else if (!this.#queue.add(call)) call.end('QUEUE_FULL', `${this.#queue.size} calls wait already`);
  }

  #settled(call: QueuedCall): void {
    this.#queue.remove(call);
    this.#unsettled--;
    if (this.#unsettled === 0 && this.#state.kind === 'closing') this.#link.leave();
  }

  #pump(): void {
    while (this.#queue.size > 0) {
      const connection = this.#link.findRoom();
      if (connection === null) return;
      this.#queue.take()?.send(connection);
    }
  }

  #drain(timeoutMs: number | undefined): void {
    this.#become({ kind: 'closing' });
    this.#link.settle();
    if (!this.#link.isUp) this.#failQueued('CLIENT_CLOSED', 'the client was closed');
    if (this.#unsettled === 0) this.#link.leave();
    else if (timeoutMs !== undefined) {
      this.#stopDrain = this.#settings.timers.after(Math.max(0, timeoutMs), () => this.#link.leave());
    }
  }

  #over(error: ConnectionError): void {
    if (this.#state.kind === 'closing') {
      this.#failQueued('CLIENT_CLOSED', 'the client was closed');
      this.#become({ kind: 'closed', error: null });
    } else {
      this.#failQueued('NOT_CONNECTED', error.message, error);
      this.#become({ kind: 'closed', error });
    }
    this.#stopDrain();
    this.#closed();
  }

  #failQueued(reason: ClientReason, message: string, cause?: unknown): void {
    for (let call = this.#queue.take(); call !== undefined; call = this.#queue.take()) call.end(reason, message, cause);
  }

  /** A listener that throws must not throw into the middle of a chunk: each is called in a turn of its own. */
  #become(state: ClientState): void {
    this.#state = state;
    for (const listener of this.#listeners) queueMicrotask(() => listener(state));
  }
}

function failedStream<Answer>(error: CallError): AnswerStream<Answer> {
  return new AnswerStream(error, error.method, decodeJson<Answer>);
}

function readJson<Answer>(response: Response): Answer {
  return decodeJson(response.payload);
}

/** A copy: the payload is a view on a chunk, which a caller who keeps 20 bytes would hold in memory whole. */
function readPayload(response: Response): Uint8Array {
  return response.payload.slice();
}

function readResponse(response: Response): CallResponse {
  return { payload: response.payload.slice(), metadata: response.metadata, trailers: response.trailers };
}

/** As many as fit a Hello with much else in it: the gateway takes 16 KiB of a client that has not logged in. */
function takeTopics(topics: Iterable<string>): readonly string[] {
  const taken: string[] = [];
  let length = 0;
  for (const topic of topics) {
    length += topic.length + TOPIC_OVERHEAD;
    if (length > MAX_TOPICS_LENGTH) break;
    taken.push(topic);
  }
  return taken;
}
