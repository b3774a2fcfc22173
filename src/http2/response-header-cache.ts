import type { ResponseHeaders } from './response-headers.ts';

const BUCKETS = 256;
/** A longer block is rare, and would only hold memory. */
const MAX_BLOCK_BYTES = 512;

interface Entry {
  readonly block: Uint8Array;
  readonly headers: ResponseHeaders;
}

/**
 * What header blocks meant, by their bytes. Only for a decoder that is stateless: the same bytes then always mean the
 * same. A bucket holds one block, the last one, so it is bounded and needs no upkeep.
 */
export class ResponseHeaderCache {
  readonly #buckets: (Entry | null)[] = new Array<Entry | null>(BUCKETS).fill(null);

  find(bytes: Uint8Array, start: number, end: number): ResponseHeaders | null {
    const entry = this.#buckets[bucketOf(bytes, start, end)] ?? null;
    if (entry === null) return null;
    const block = entry.block;
    const length = block.length;
    if (length !== end - start) return null;
    for (let at = 0; at < length; at++) {
      if (block[at] !== bytes[start + at]) return null;
    }
    return entry.headers;
  }

  keep(bytes: Uint8Array, start: number, end: number, headers: ResponseHeaders): void {
    if (end - start > MAX_BLOCK_BYTES) return;
    this.#buckets[bucketOf(bytes, start, end)] = { block: new Uint8Array(bytes.subarray(start, end)), headers };
  }
}

/** By the length and a few of the last bytes, where blocks of one backend differ most. */
function bucketOf(bytes: Uint8Array, start: number, end: number): number {
  const last = end > start ? (bytes[end - 1] ?? 0) : 0;
  const second = end > start + 1 ? (bytes[end - 2] ?? 0) : 0;
  const middle = bytes[(start + end) >>> 1] ?? 0;
  return ((end - start) * 31 + last * 7 + second * 3 + middle) & (BUCKETS - 1);
}
