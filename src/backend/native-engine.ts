import { TimingWheel } from '../clock/index.ts';
import { GrpcChannel, type Http2Context, type TlsOptions } from '../http2/index.ts';
import type { Channel, Endpoint, Engine } from './engine.ts';

/** How the native engine behaves. */
export interface NativeEngineOptions {
  /** The largest message that a backend may send, in bytes. */
  readonly maxMessageBytes: number;
  /** How long a connection may take: TCP, TLS and the backend's SETTINGS together. */
  readonly connectTimeoutMs: number;
  /** After so long without a byte from a backend it is asked by PING. Servers take less than 5 minutes for abuse. */
  readonly keepaliveMs: number;
  /** How many calls may wait for one endpoint: for its connection, or for a stream. */
  readonly maxPendingCalls: number;
  readonly userAgent: string;
  /** Null: cleartext. */
  readonly tls: TlsOptions | null;
}

/** What the engine shares with the rest of the gateway. */
export type NativeEngineParts = Omit<Http2Context, 'slowWheel'>;

/** How long a backend may take to answer a PING, or to acknowledge our settings. */
const ANSWER_TIMEOUT_MS = 20_000;
/** The pause after a connection that failed. The balancer has other endpoints meanwhile. */
const MIN_REDIAL_MS = 50;
const MAX_REDIAL_MS = 2000;
const SLOW_TICK_MS = 1000;
const MAX_STREAM_ID = 2 ** 31 - 1;

/** Our own HTTP/2 client behind the interface that every engine has. */
export class NativeEngine implements Engine {
  readonly #options: NativeEngineOptions;
  readonly #context: Http2Context;

  constructor(options: NativeEngineOptions, parts: NativeEngineParts) {
    this.#options = options;
    this.#context = { ...parts, slowWheel: new TimingWheel(parts.clock, SLOW_TICK_MS) };
  }

  open({ host, port }: Endpoint): Channel {
    const { maxMessageBytes, connectTimeoutMs, keepaliveMs, maxPendingCalls, userAgent, tls } = this.#options;
    return new GrpcChannel({ host, port, tls }, this.#context, {
      maxMessageBytes,
      connectTimeoutMs,
      keepaliveMs,
      maxWaitingCalls: maxPendingCalls,
      userAgent,
      answerTimeoutMs: ANSWER_TIMEOUT_MS,
      minRedialMs: MIN_REDIAL_MS,
      maxRedialMs: MAX_REDIAL_MS,
      maxStreamId: MAX_STREAM_ID,
    });
  }
}
