import {
  type ChannelInterface,
  compressionAlgorithms,
  connectivityState,
  credentials,
  Channel as GrpcChannel,
} from '@grpc/grpc-js';
import { CallbackTimer } from '../../clock/index.ts';
import { type CallEnd, failedEnd } from '../../status/index.ts';
import type { CallReceiver, CallStart, Channel, Endpoint, OutgoingCall } from '../engine.ts';
import { GrpcJsCall, type GrpcJsCallHolder } from './grpc-js-call.ts';
import type { GrpcJsEngineOptions, GrpcJsEngineParts } from './grpc-js-engine.ts';

/** A failed endpoint is tried again soon: the balancer has others meanwhile. */
const FIRST_BACK_OFF_MS = 100;
const LONGEST_BACK_OFF_MS = 2000;
const KEEPALIVE_TIMEOUT_MS = 20_000;
const MAX_HEADER_BYTES = 16 * 1024;

/**
 * The one grpc-js client of an endpoint. A call is handed to grpc-js only once it is connected, so that what fails
 * before has surely not been sent.
 */
export class GrpcJsChannel implements Channel, GrpcJsCallHolder {
  /** HOST:PORT. */
  readonly #address: string;
  readonly #grpc: ChannelInterface;
  readonly #options: GrpcJsEngineOptions;
  readonly #parts: GrpcJsEngineParts;
  readonly #connectTimer = new CallbackTimer(() => this.#connectTimedOut());
  readonly #waiting = new Set<GrpcJsCall>();
  readonly #open = new Set<GrpcJsCall>();
  #watching = false;
  /** A lost connection takes many calls with it, and is told of once. */
  #lossTold = false;
  #closed = false;

  constructor({ host, port }: Endpoint, options: GrpcJsEngineOptions, parts: GrpcJsEngineParts) {
    this.#options = options;
    this.#parts = parts;
    this.#address = host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
    this.#grpc = new GrpcChannel(this.#address, credentials.createInsecure(), {
      'grpc.primary_user_agent': options.userAgent,
      'grpc.max_receive_message_length': options.maxMessageBytes,
      'grpc.max_send_message_length': -1,
      'grpc.max_metadata_size': MAX_HEADER_BYTES,
      'grpc.keepalive_time_ms': options.keepaliveMs,
      'grpc.keepalive_timeout_ms': KEEPALIVE_TIMEOUT_MS,
      'grpc.initial_reconnect_backoff_ms': FIRST_BACK_OFF_MS,
      'grpc.max_reconnect_backoff_ms': LONGEST_BACK_OFF_MS,
      // The invoker is the only place that retries.
      'grpc.enable_retries': 0,
      'grpc.default_compression_algorithm': compressionAlgorithms.identity,
      'grpc.service_config_disable_resolution': 1,
      'grpc.enable_http_proxy': 0,
      'grpc.use_local_subchannel_pool': 1,
      'grpc.enable_channelz': 0,
    });
  }

  get waitingCalls(): number {
    return this.#waiting.size;
  }

  connect(): void {
    if (!this.#closed) this.#grpc.getConnectivityState(true);
  }

  start(start: CallStart, receiver: CallReceiver): OutgoingCall {
    const call = new GrpcJsCall(start, receiver, this);
    if (this.#closed) {
      call.failSoon(failedEnd('CONNECT_FAILED', 'the endpoint is no longer in use'));
      return call;
    }
    this.#open.add(call);
    if (this.#grpc.getConnectivityState(true) === connectivityState.READY) this.#begin(call);
    else this.#wait(call);
    return call;
  }

  close(): void {
    this.#closed = true;
    if (this.#open.size === 0) this.#grpc.close();
  }

  callEnded(call: GrpcJsCall): void {
    this.#open.delete(call);
    this.#waiting.delete(call);
    if (this.#waiting.size === 0) this.#parts.wheel.disarm(this.#connectTimer);
    if (this.#closed && this.#open.size === 0) this.#grpc.close();
  }

  connectionLost(why: string): void {
    if (this.#lossTold) return;
    this.#lossTold = true;
    this.#parts.endpointFailed(this.#address, why);
  }

  #begin(call: GrpcJsCall): void {
    this.#lossTold = false;
    const { clock } = this.#parts;
    const leftMs = call.deadlineAtMs - clock.nowMs();
    call.begin(this.#grpc, leftMs === Number.POSITIVE_INFINITY ? leftMs : new Date(clock.unixMs() + leftMs));
  }

  #wait(call: GrpcJsCall): void {
    if (this.#waiting.size >= this.#options.maxPendingCalls) {
      call.failSoon(failedEnd('GATEWAY_OVERLOADED', 'too many calls wait for the backend to be connected'));
      return;
    }
    if (this.#grpc.getConnectivityState(false) === connectivityState.TRANSIENT_FAILURE) {
      call.failSoon(failedEnd('CONNECT_FAILED', 'the backend could not be connected'));
      return;
    }
    this.#waiting.add(call);
    if (!this.#connectTimer.armed) this.#parts.wheel.arm(this.#connectTimer, this.#options.connectTimeoutMs);
    this.#watch();
  }

  #watch(): void {
    if (this.#watching) return;
    this.#watching = true;
    const state = this.#grpc.getConnectivityState(true);
    this.#grpc.watchConnectivityState(state, Number.POSITIVE_INFINITY, () => {
      this.#watching = false;
      this.#stateChanged();
    });
  }

  #stateChanged(): void {
    if (this.#waiting.size === 0) return;
    const state = this.#grpc.getConnectivityState(true);
    if (state === connectivityState.READY) for (const call of this.#takeWaiting()) this.#begin(call);
    else if (state === connectivityState.TRANSIENT_FAILURE || state === connectivityState.SHUTDOWN) {
      this.#parts.endpointFailed(this.#address, 'it could not be connected');
      this.#failWaiting(failedEnd('CONNECT_FAILED', 'the backend could not be connected'));
    } else this.#watch();
  }

  #connectTimedOut(): void {
    const { connectTimeoutMs } = this.#options;
    this.#parts.endpointFailed(this.#address, `not connected within ${connectTimeoutMs} ms`);
    this.#failWaiting(failedEnd('CONNECT_TIMEOUT', `the backend was not connected within ${connectTimeoutMs} ms`));
  }

  #failWaiting(end: CallEnd): void {
    for (const call of this.#takeWaiting()) call.fail(end);
  }

  #takeWaiting(): GrpcJsCall[] {
    this.#parts.wheel.disarm(this.#connectTimer);
    const calls = [...this.#waiting];
    this.#waiting.clear();
    return calls;
  }
}
