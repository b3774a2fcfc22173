import type { MethodEntry } from '../registry/index.ts';

/** What a call gets that asks for `requestedMs`; 0: it asks for nothing. Milliseconds; Infinity: no deadline. */
export function callTimeoutMs(entry: MethodEntry, requestedMs: number): number {
  if (entry.kind === 'unary') {
    const { timeoutMs, maxTimeoutMs } = entry.revision.policy;
    return Math.min(requestedMs === 0 ? timeoutMs : requestedMs, maxTimeoutMs);
  }
  // A stream lives for as long as it is used, unless its client sets a deadline.
  return requestedMs === 0 ? Number.POSITIVE_INFINITY : requestedMs;
}
