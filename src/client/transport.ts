import type { AtTurnEnd } from '../wire/index.ts';

/** Who hears of a pipe. None of these is called from within `open`. */
export interface PipeReceiver {
  opened(): void;
  /** `chunk` is the receiver's to keep. How the stream is cut means nothing. */
  received(chunk: Uint8Array): void;
  /** `write` returned false, and there is room again. */
  drained(): void;
  /** The pipe is over, or never opened. Once, and last. `why` is for people. */
  closed(why: string): void;
}

/** One byte stream to a gateway. */
export interface Pipe {
  /** Takes all of `bytes`, which must not be written to afterwards. False: wait for `drained` before the next. */
  write(bytes: Uint8Array): boolean;
  /** Closes once everything that was written is out. */
  end(): void;
  /** Closes now. */
  destroy(): void;
}

/**
 * How a client reaches a gateway. TCP is one; a browser's WebSocket is another (each message that it sends is one
 * write, and thus whole frames). Nothing else in the client knows of sockets.
 */
export interface Transport {
  /**
   * The URL schemes that it opens, such as `tcp:`.
   */
  readonly schemes: readonly string[];
  readonly atTurnEnd: AtTurnEnd;
  open(url: URL, receiver: PipeReceiver): Pipe;
}
