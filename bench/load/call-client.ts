/** One connection of load: starts calls by number, and tells the end of each. */
export interface CallClient {
  start(seq: number): void;
  close(): void;
}

/** Who hears of a connection's calls. */
export interface Answers {
  answered(seq: number, fine: boolean): void;
  /** The connection ended, and nothing more will be answered. */
  ended(why: string): void;
}

/** What the load speaks, and to whom. */
export interface LoadTarget {
  readonly protocol: Protocol;
  readonly host: string;
  readonly port: number;
  /** Where to connect from; the system chooses where it is not said. */
  readonly localAddress?: string;
}

/**
 * `wire` is ours, to a gateway. `http2` is gRPC as cheap as we can send it, to a proxy. `http1` is JSON, to an HTTP
 * gateway. The last two are clients that are themselves the subject.
 */
export type Protocol = 'wire' | 'http2' | 'http1' | 'grpc-js' | 'node-http2';
