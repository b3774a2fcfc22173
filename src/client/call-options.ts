import type { Metadata } from '../status/index.ts';
import type { MetadataInit } from './request-metadata.ts';

export interface CallOptions {
  /**
   * How long the call may take, its wait in the client's queue included, in milliseconds. 0: as long as the
   * registration's default allows, once it is sent. Default: the client's `timeoutMs`. Above 2^31-1 it is that.
   */
  readonly timeoutMs?: number | undefined;
  /** Goes to the backend as gRPC metadata. Keys that end in `-bin` take a Uint8Array, all others a string. */
  readonly metadata?: MetadataInit | undefined;
  /**
   * Declares that running the call twice does no more than running it once. Then it is run again where its outcome is not
   * known after a lost connection. A method whose `idempotency_level` says so needs no word. Default false.
   */
  readonly idempotent?: boolean | undefined;
  /** Aborting it rejects the call with CANCELLED at once, and has the gateway cancel the backend. */
  readonly signal?: AbortSignal | undefined;
}

export interface InvokeOptions extends CallOptions {
  /** What the payload is written in, and what the answer comes in. Default `proto`. */
  readonly encoding?: 'proto' | 'json' | undefined;
}

/** A whole answer. */
export interface CallResponse {
  /** The message, in the encoding of the request. */
  readonly payload: Uint8Array;
  /** The backend's initial metadata. */
  readonly metadata: Metadata;
  readonly trailers: Metadata;
}

/** How a stream is opened in bytes. */
export interface StreamOptions extends InvokeOptions {
  /** The only message of a unary or server streaming call. */
  readonly payload?: Uint8Array | undefined;
  /** The messages of a client streaming or bidirectional call. They are read no faster than the backend takes them. */
  readonly messages?: Iterable<Uint8Array> | AsyncIterable<Uint8Array> | undefined;
}
