const QUOTE = 0x22;
const COLON = 0x3a;
const BACKSLASH = 0x5c;
const OPEN_ARRAY = 0x5b;
const CLOSE_ARRAY = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;
const LOWER_U = 0x75;
/** As a bit: `D` and `d`, the digit that a surrogate's escape begins with, differ in it alone. */
const LOWER_CASE = 0x20;
const LOWER_D = 0x64;

/**
 * What a JSON text holds, counted on its bytes before anything is built of it. For a text that is not JSON the numbers
 * mean nothing, but the depth is still an upper bound for the parser that then refuses it.
 */
export class JsonScan {
  depth = 0;
  objects = 0;
  /** Names in objects, each time that they stand. */
  members = 0;
  /** Whether a `\ud…` escape stands in it: only such an escape can make text that is not well-formed Unicode. */
  surrogates = false;

  scan(bytes: Uint8Array): void {
    let open = 0;
    let deepest = 0;
    let objects = 0;
    let members = 0;
    this.surrogates = false;
    for (let at = 0; at < bytes.length; at++) {
      const byte = bytes[at];
      if (byte === QUOTE) {
        at = this.#skipString(bytes, at + 1);
      } else if (byte === COLON) {
        members++;
      } else if (byte === OPEN_OBJECT || byte === OPEN_ARRAY) {
        if (byte === OPEN_OBJECT) objects++;
        if (++open > deepest) deepest = open;
      } else if (byte === CLOSE_OBJECT || byte === CLOSE_ARRAY) {
        open--;
      }
    }
    this.depth = deepest;
    this.objects = objects;
    this.members = members;
  }

  /** @returns where the string's closing quote is. */
  #skipString(bytes: Uint8Array, start: number): number {
    let at = start;
    while (at < bytes.length && bytes[at] !== QUOTE) {
      if (bytes[at] === BACKSLASH) {
        at++;
        if (bytes[at] === LOWER_U && ((bytes[at + 1] ?? 0) | LOWER_CASE) === LOWER_D) this.surrogates = true;
      }
      at++;
    }
    return at;
  }
}
