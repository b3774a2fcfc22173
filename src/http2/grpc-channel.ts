import { CallbackTimer } from '../clock/index.ts';
import { type CallEnd, failedEnd, type Reason } from '../status/index.ts';
import type { GrpcCallReceiver, GrpcCallStart } from './call-receiver.ts';
import { Http2Connection, type Http2ConnectionOwner } from './connection.ts';
import type { Http2ConnectionOptions } from './connection-options.ts';
import { type DialTarget, dial } from './dialer.ts';
import { type CallHolder, GrpcCall } from './grpc-call.ts';
import type { Http2Context } from './http2-context.ts';
import { RequestBlocks } from './request-blocks.ts';
import { WaitingLine } from './waiting-line.ts';

/** How a channel behaves. */
export interface GrpcChannelOptions extends Http2ConnectionOptions {
  /** How long a connection may take: TCP, TLS and the peer's SETTINGS together. Calls that wait fail after it. */
  readonly connectTimeoutMs: number;
  /** The pause after a connection that failed; it doubles from the first to the second. Calls fail at once in it. */
  readonly minRedialMs: number;
  readonly maxRedialMs: number;
  /** How many calls may wait for a connection, or for the backend to allow another stream. */
  readonly maxWaitingCalls: number;
  readonly userAgent: string;
}

type ChannelState =
  | { readonly kind: 'idle' }
  | { readonly kind: 'dialing'; readonly giveUp: () => void }
  | { readonly kind: 'greeting'; readonly connection: Http2Connection }
  | { readonly kind: 'ready'; readonly connection: Http2Connection }
  | { readonly kind: 'pausing'; readonly untilMs: number; readonly reason: Reason; readonly told: string }
  | { readonly kind: 'closed' };

/** A day: who wants fewer pings than that wants none. */
const MAX_KEEPALIVE_MS = 86_400_000;
const IDLE: ChannelState = { kind: 'idle' };
/** All that a client is told: where the backend is, and what its network looks like, is not for it to know. */
const UNREACHABLE = 'the backend could not be connected';

/**
 * gRPC calls to one endpoint, over one HTTP/2 connection at a time. It connects at the first call and stays connected;
 * where the connection goes away, the next call opens a fresh one while the old one finishes what it has.
 */
export class GrpcChannel implements CallHolder, Http2ConnectionOwner {
  readonly #target: DialTarget;
  readonly #context: Http2Context;
  readonly #options: GrpcChannelOptions;
  readonly #blocks: RequestBlocks;
  /** HOST:PORT. */
  readonly #address: string;
  readonly #line: WaitingLine;
  readonly #connectTimer = new CallbackTimer(() => this.#connectTimedOut());
  /** Connections that finish what they have. */
  readonly #draining = new Set<Http2Connection>();
  #state: ChannelState = IDLE;
  /** The connection that takes calls: that of the state, by itself because each call asks for it. */
  #ready: Http2Connection | null = null;
  #failures = 0;
  #keepaliveMs: number;
  #refused: { readonly call: GrpcCall; readonly end: CallEnd }[] = [];

  constructor(target: DialTarget, context: Http2Context, options: GrpcChannelOptions) {
    this.#target = target;
    this.#context = context;
    this.#options = options;
    this.#keepaliveMs = options.keepaliveMs;
    this.#line = new WaitingLine(options.maxWaitingCalls);
    this.#address = `${target.host.includes(':') ? `[${target.host}]` : target.host}:${target.port}`;
    this.#blocks = new RequestBlocks({
      scheme: target.tls === null ? 'http' : 'https',
      authority: this.#address,
      userAgent: options.userAgent,
    });
  }

  /** Calls that have a stream. */
  get openCalls(): number {
    let calls = this.#ready?.openCalls ?? 0;
    for (const connection of this.#draining) calls += connection.openCalls;
    return calls;
  }

  /** Calls that wait for one. */
  get waitingCalls(): number {
    return this.#line.size;
  }

  /** Connects before the first call, where nothing has connected yet. */
  connect(): void {
    if (this.#state.kind === 'idle') this.#dial();
  }

  /** Begins a call. Its end is told to `receiver`, never from within this. */
  start(start: GrpcCallStart, receiver: GrpcCallReceiver): GrpcCall {
    const call = new GrpcCall(start, receiver, this);
    const remainingMs = start.deadlineAtMs - this.#context.clock.nowMs();
    if (remainingMs !== Number.POSITIVE_INFINITY) this.#context.wheel.arm(call, remainingMs);
    const ready = this.#ready;
    if (ready !== null && this.#line.size === 0 && remainingMs > 0 && ready.hasRoom)
      this.#open(ready, call, remainingMs);
    else this.#wait(call);
    return call;
  }

  /** Calls in flight finish; those that wait, and new ones, are refused. */
  close(): void {
    const state = this.#state;
    if (state.kind === 'closed') return;
    this.#state = { kind: 'closed' };
    this.#ready = null;
    this.#context.wheel.disarm(this.#connectTimer);
    if (state.kind === 'dialing') state.giveUp();
    if (state.kind === 'greeting') state.connection.close();
    if (state.kind === 'ready') {
      this.#draining.add(state.connection);
      state.connection.close();
    }
    this.#failWaiting('CONNECT_FAILED', 'the endpoint is no longer in use');
  }

  cancel(call: GrpcCall): void {
    this.#context.wheel.disarm(call);
    if (call.phase === 'waiting') this.#line.left();
    call.forget();
  }

  deadlineExceeded(call: GrpcCall): void {
    if (call.phase === 'waiting') this.#line.left();
    call.end(failedEnd('DEADLINE_EXCEEDED', 'the call was not sent before its deadline', { sent: 'NEVER' }));
  }

  ready(connection: Http2Connection): void {
    if (this.#state.kind !== 'greeting') return;
    this.#context.wheel.disarm(this.#connectTimer);
    this.#failures = 0;
    this.#state = { kind: 'ready', connection };
    this.#ready = connection;
    this.roomy(connection);
  }

  draining(connection: Http2Connection, tooManyPings: boolean): void {
    // gRFC A8: a server that has had enough of our pings gets half as many.
    if (tooManyPings) this.#keepaliveMs = Math.min(2 * this.#keepaliveMs, MAX_KEEPALIVE_MS);
    this.#draining.add(connection);
    if (this.#ready === connection) this.#readyLost(connection);
  }

  roomy(connection: Http2Connection): void {
    while (this.#line.size > 0 && this.#ready === connection && connection.hasRoom) {
      const call = this.#line.take();
      if (call === null) return;
      this.#open(connection, call, call.start.deadlineAtMs - this.#context.clock.nowMs());
    }
  }

  closed(connection: Http2Connection, why: string | null): void {
    this.#draining.delete(connection);
    if (why !== null) this.#context.endpointFailed(this.#address, why);
    const state = this.#state;
    if (state.kind === 'greeting' && state.connection === connection)
      this.#connectFailed('CONNECT_FAILED', UNREACHABLE);
    if (this.#ready === connection) this.#readyLost(connection);
  }

  /** The connection takes no more calls. Those that wait get a fresh one; where it took none at all, it has failed. */
  #readyLost(connection: Http2Connection): void {
    this.#ready = null;
    this.#state = IDLE;
    if (this.#line.size === 0) return;
    if (connection.used) this.#dial();
    else this.#connectFailed('CONNECT_FAILED', UNREACHABLE);
  }

  #open(connection: Http2Connection, call: GrpcCall, remainingMs: number): void {
    if (connection.open(call, remainingMs)) return;
    this.#refuse(call, failedEnd('BAD_METADATA', 'a metadata key or value is not legal in gRPC'));
  }

  #wait(call: GrpcCall): void {
    const state = this.#state;
    if (state.kind === 'closed') {
      this.#refuse(call, failedEnd('CONNECT_FAILED', 'the endpoint is no longer in use'));
      return;
    }
    if (state.kind === 'pausing' && this.#context.clock.nowMs() < state.untilMs) {
      this.#refuse(call, failedEnd(state.reason, state.told));
      return;
    }
    if (!this.#line.add(call)) {
      const most = this.#options.maxWaitingCalls;
      this.#refuse(call, failedEnd('GATEWAY_OVERLOADED', `${most} calls wait for this backend already`));
      return;
    }
    if (state.kind === 'idle' || state.kind === 'pausing') this.#dial();
  }

  /** Ends a call that has not been sent, but not from within `start`. */
  #refuse(call: GrpcCall, end: CallEnd): void {
    this.#context.wheel.disarm(call);
    call.phase = 'refused';
    this.#refused.push({ call, end });
    if (this.#refused.length > 1) return;
    this.#context.atTurnEnd(() => {
      const refused = this.#refused;
      this.#refused = [];
      for (const { call, end } of refused) {
        if (call.phase === 'refused') call.end(end);
      }
    });
  }

  #dial(): void {
    this.#context.wheel.arm(this.#connectTimer, this.#options.connectTimeoutMs);
    const giveUp = dial(this.#target, this.#context.mayNotConnect, {
      connected: (socket, input) => {
        const options = { ...this.#options, keepaliveMs: this.#keepaliveMs };
        const connection = new Http2Connection(socket, input, this.#blocks, this.#context, options, this);
        this.#state = { kind: 'greeting', connection };
      },
      failed: (why) => {
        this.#context.endpointFailed(this.#address, why);
        this.#connectFailed('CONNECT_FAILED', UNREACHABLE);
      },
    });
    this.#state = { kind: 'dialing', giveUp };
  }

  #connectTimedOut(): void {
    const state = this.#state;
    const told = `the backend was not connected within ${this.#options.connectTimeoutMs} ms`;
    this.#connectFailed('CONNECT_TIMEOUT', told);
    if (state.kind === 'dialing') {
      this.#context.endpointFailed(this.#address, `not connected within ${this.#options.connectTimeoutMs} ms`);
      state.giveUp();
    }
    if (state.kind === 'greeting') state.connection.destroy(`no SETTINGS within ${this.#options.connectTimeoutMs} ms`);
  }

  /** `told` is what the callers hear, and no address is in it. */
  #connectFailed(reason: Reason, told: string): void {
    this.#context.wheel.disarm(this.#connectTimer);
    const pauseMs = Math.min(this.#options.maxRedialMs, this.#options.minRedialMs * 2 ** this.#failures);
    this.#failures++;
    this.#state = { kind: 'pausing', untilMs: this.#context.clock.nowMs() + pauseMs, reason, told };
    this.#failWaiting(reason, told);
  }

  #failWaiting(reason: Reason, told: string): void {
    for (let waiting = this.#line.size; waiting > 0; waiting--) {
      const call = this.#line.take();
      if (call === null) return;
      this.#context.wheel.disarm(call);
      call.end(failedEnd(reason, told, { sent: 'NEVER' }));
    }
  }
}
