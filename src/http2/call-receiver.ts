import type { CallEnd, Metadata } from '../status/index.ts';

/** What a call needs on its way to the backend. Fixed for the call's life. */
export interface GrpcCallStart {
  /** `/package.Service/Method`. */
  readonly path: string;
  readonly metadata: Metadata;
  /** Monotonic. Infinity: none. */
  readonly deadlineAtMs: number;
}

/**
 * Who hears of a call: `onHeaders` at most once, `onMessage` any number of times while there is credit, `onEnd` exactly
 * once and last. None of them is called from within `start`.
 */
export interface GrpcCallReceiver {
  onHeaders(metadata: Metadata): void;
  /** `payload` is a view on what arrived; nobody writes to it again, but it holds the whole chunk in memory. */
  onMessage(payload: Uint8Array): void;
  /** `send` returned false, and may be called again now. */
  onDrain(): void;
  onEnd(end: CallEnd): void;
}
