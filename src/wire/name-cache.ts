import protobuf from 'protobufjs/minimal.js';

const SLOTS = 512;
const MAX_NAME_BYTES = 96;

/**
 * Strings that come again and again, such as the names of services and methods, by their bytes: the same bytes give the
 * same string object, whose hash is known already. Each name has one place; another that needs it takes it over, so the
 * cache is bounded whatever a peer sends.
 */
export class NameCache {
  readonly #names: string[] = new Array<string>(SLOTS).fill('');

  /** The text of `bytes` from `start` to `end`; null where it is not ASCII. */
  get(bytes: Uint8Array, start: number, end: number): string | null {
    const length = end - start;
    if (length > MAX_NAME_BYTES) return readAscii(bytes, start, end);
    let hash = length;
    for (let at = start; at < end; at++) hash = (Math.imul(hash, 31) + (bytes[at] ?? 0)) | 0;
    const slot = (hash ^ (hash >>> 15)) & (SLOTS - 1);
    const known = this.#names[slot] ?? '';
    if (isText(known, bytes, start, length)) return known;
    const read = readAscii(bytes, start, end);
    if (read !== null) this.#names[slot] = read;
    return read;
  }
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
