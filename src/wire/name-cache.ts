import protobuf from 'protobufjs/minimal.js';

const SETS = 256;
/** Names that may stand in one set, so that two that are busy do not drive each other out. */
const WAYS = 2;
const MAX_NAME_BYTES = 96;

/**
 * Strings that come again and again, such as the names of services and methods, by their bytes: the same bytes give the
 * same string object, whose hash is known already. A set keeps the last two names that needed it, so the cache is bounded
 * whatever a peer sends.
 */
export class NameCache {
  readonly #names: string[] = new Array<string>(SETS * WAYS).fill('');

  /** The text of `bytes` from `start` to `end`; null where it is not ASCII. */
  get(bytes: Uint8Array, start: number, end: number): string | null {
    const length = end - start;
    if (length > MAX_NAME_BYTES || length === 0) return readAscii(bytes, start, end);
    const first = setOf(bytes, start, length);
    const latest = this.#names[first] ?? '';
    if (isText(latest, bytes, start, length)) return latest;
    const known = this.#names[first + 1] ?? '';
    if (isText(known, bytes, start, length)) return known;
    const read = readAscii(bytes, start, end);
    if (read !== null) {
      this.#names[first + 1] = latest;
      this.#names[first] = read;
    }
    return read;
  }
}

/** By the length and some of the bytes: names of one company begin alike, and differ in the middle or at the end. */
function setOf(bytes: Uint8Array, start: number, length: number): number {
  const last = bytes[start + length - 1] ?? 0;
  const middle = bytes[start + (length >>> 1)] ?? 0;
  const late = bytes[start + length - (length >>> 2) - 1] ?? 0;
  const early = bytes[start + (length >>> 2)] ?? 0;
  const hash = Math.imul((((length * 31 + last) * 31 + middle) * 31 + late) * 31 + early, 0x9e3779b1);
  return (hash >>> 24) * WAYS;
}

function isText(text: string, bytes: Uint8Array, start: number, length: number): boolean {
  if (text.length !== length) return false;
  for (let at = 0; at < length; at++) {
    if (text.charCodeAt(at) !== bytes[start + at]) return false;
  }
  return true;
}

/** Null where a byte is above 0x7f: what is not ASCII needs a decoder that checks it. */
export function readAscii(bytes: Uint8Array, start: number, end: number): string | null {
  for (let at = start; at < end; at++) {
    if ((bytes[at] ?? 0) > 0x7f) return null;
  }
  return protobuf.util.utf8.read(bytes, start, end);
}
