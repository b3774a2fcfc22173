import { NO_BYTES } from '../status/index.ts';
import type { ResponseHeaders } from './response-headers.ts';

const SETS = 64;
/** Blocks that may stand in one set: those of a backend that are busy at once must not drive one another out. */
const WAYS = 4;
/** A longer block is rare, and would only hold memory. */
const MAX_BLOCK_BYTES = 512;
const WORD_BYTES = 4;

interface Entry {
  readonly block: DataView;
  readonly headers: ResponseHeaders;
}

/**
 * What header blocks meant, by their bytes. Only for a decoder that is stateless: the same bytes then always mean the
 * same. A set holds four blocks and lets go of them in turn, so it is bounded and needs no upkeep.
 */
export class ResponseHeaderCache {
  readonly #entries: (Entry | null)[] = new Array<Entry | null>(SETS * WAYS).fill(null);
  #turn = 0;
  /** Many blocks come in one chunk: it is looked at by words, through one view. */
  #chunk: Uint8Array = NO_BYTES;
  #view = viewOf(NO_BYTES);

  find(bytes: Uint8Array, start: number, end: number): ResponseHeaders | null {
    if (bytes !== this.#chunk) this.#look(bytes);
    const first = setOf(bytes, start, end);
    for (let at = first; at < first + WAYS; at++) {
      const entry = this.#entries[at] ?? null;
      if (entry === null) return null;
      if (isSame(entry.block, this.#view, start, end)) return entry.headers;
    }
    return null;
  }

  keep(bytes: Uint8Array, start: number, end: number, headers: ResponseHeaders): void {
    if (end - start > MAX_BLOCK_BYTES) return;
    const first = setOf(bytes, start, end);
    let at = first;
    while (at < first + WAYS && this.#entries[at] !== null) at++;
    if (at === first + WAYS) {
      at = first + this.#turn;
      this.#turn = (this.#turn + 1) % WAYS;
    }
    this.#entries[at] = { block: viewOf(new Uint8Array(bytes.subarray(start, end))), headers };
  }

  /** Lets go of the chunk that was looked at last: an idle connection keeps none. */
  release(): void {
    if (this.#chunk !== NO_BYTES) this.#look(NO_BYTES);
  }

  #look(bytes: Uint8Array): void {
    this.#chunk = bytes;
    this.#view = viewOf(bytes);
  }
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
}

function isSame(block: DataView, view: DataView, start: number, end: number): boolean {
  const length = block.byteLength;
  if (length !== end - start) return false;
  let at = 0;
  for (; at <= length - WORD_BYTES; at += WORD_BYTES) {
    if (block.getInt32(at) !== view.getInt32(start + at)) return false;
  }
  for (; at < length; at++) {
    if (block.getUint8(at) !== view.getUint8(start + at)) return false;
  }
  return true;
}

/** The first place of a block's set, by its length and a few of the last bytes, where blocks of one backend differ most. */
function setOf(bytes: Uint8Array, start: number, end: number): number {
  const last = end > start ? (bytes[end - 1] ?? 0) : 0;
  const second = end > start + 1 ? (bytes[end - 2] ?? 0) : 0;
  const middle = bytes[(start + end) >>> 1] ?? 0;
  return (((end - start) * 31 + last * 7 + second * 3 + middle) & (SETS - 1)) * WAYS;
}
