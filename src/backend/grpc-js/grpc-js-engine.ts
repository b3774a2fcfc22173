import type { Clock, TimingWheel } from '../../clock/index.ts';
import type { Channel, Endpoint, Engine } from '../engine.ts';
import { GrpcJsChannel } from './grpc-js-channel.ts';

export interface GrpcJsEngineOptions {
  /** How long connecting to an endpoint may take before its calls fail. */
  readonly connectTimeoutMs: number;
  /** The largest message that a backend may send. */
  readonly maxMessageBytes: number;
  /** How often a connection without calls is pinged. Servers take a ping in less than 5 minutes for an attack. */
  readonly keepaliveMs: number;
  /** Calls that may wait for one endpoint to be connected. */
  readonly maxPendingCalls: number;
  readonly userAgent: string;
}

/** What the engine shares with the rest of the gateway. */
export interface GrpcJsEngineParts {
  readonly clock: Clock;
  readonly wheel: TimingWheel;
  /** Hears why an endpoint (HOST:PORT) could not be connected or was lost. For operators: no client may see an address. */
  readonly endpointFailed: (endpoint: string, why: string) => void;
}

/**
 * The reference engine: @grpc/grpc-js, with payloads passed through as bytes. One client for each endpoint, for as long
 * as the endpoint is known.
 *
 * grpc-js makes a status of everything that goes wrong, and does not say whether the backend has made it. What reaches
 * us with neither headers nor trailers is taken for grpc-js' own word; that a stream was refused it does not tell at all.
 */
export class GrpcJsEngine implements Engine {
  readonly #options: GrpcJsEngineOptions;
  readonly #parts: GrpcJsEngineParts;

  constructor(options: GrpcJsEngineOptions, parts: GrpcJsEngineParts) {
    this.#options = options;
    this.#parts = parts;
  }

  open(endpoint: Endpoint): Channel {
    return new GrpcJsChannel(endpoint, this.#options, this.#parts);
  }
}
