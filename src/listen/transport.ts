/**
 * What carries a connection's bytes: a TCP socket, later TLS and WebSocket. A transport tells its `TransportEvents`
 * what happens and decides nothing.
 */
export interface Transport {
  /** `ADDRESS:PORT` of the peer. */
  readonly remoteAddress: string;
  /** The peer's address alone: what per-source limits count by. */
  readonly source: string;
  /** What was written and has not been handed to the operating system yet, in bytes. */
  readonly bufferedBytes: number;
  /** Returns `bufferedBytes` after it: at 0 `bytes` may be written to again. */
  write(bytes: Uint8Array): number;
  /** As `write` of one after the other. */
  writePieces(pieces: readonly Uint8Array[]): void;
  /** Lets what was written drain, then ends our side. */
  end(): void;
  /** Ends both sides at once. */
  destroy(): void;
  pauseReading(): void;
  resumeReading(): void;
}

export interface TransportEvents {
  /** `chunk` is the receiver's to keep. */
  received(chunk: Uint8Array): void;
  /** The peer ended its side; ours may go on. */
  inputEnded(): void;
  /** What was buffered has been handed over, all of it. */
  drained(): void;
  /** A part of it has been. */
  outputMoved(): void;
  /** Nothing comes after this. */
  transportClosed(): void;
}
