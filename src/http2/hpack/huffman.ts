import { compressionError } from '../http2-error.ts';
import { HUFFMAN_LENGTHS } from './huffman-lengths.ts';

const EOS = 256;
const MAX_CODE_BITS = 30;
const SHORT_BITS = 8;

/** By the next 8 bits: symbol and length of a code of at most 8 bits, as `symbol << 4 | length`; 0 where it is longer. */
const SHORT_CODES = new Uint16Array(1 << SHORT_BITS);
/** By length: the first code of that length, and where its symbol stands in `SYMBOLS`. */
const FIRST_CODE = new Uint32Array(MAX_CODE_BITS + 2);
const FIRST_SYMBOL = new Uint16Array(MAX_CODE_BITS + 2);
/** All symbols in the order of their codes. */
const SYMBOLS = new Uint16Array(HUFFMAN_LENGTHS.length);

let code = 0;
let position = 0;
for (let bits = 1; bits <= MAX_CODE_BITS + 1; bits++) {
  FIRST_CODE[bits] = code;
  FIRST_SYMBOL[bits] = position;
  for (let symbol = 0; symbol < HUFFMAN_LENGTHS.length; symbol++) {
    if (HUFFMAN_LENGTHS[symbol] !== bits) continue;
    SYMBOLS[position++] = symbol;
    if (bits <= SHORT_BITS) {
      SHORT_CODES.fill((symbol << 4) | bits, code << (SHORT_BITS - bits), (code + 1) << (SHORT_BITS - bits));
    }
    code++;
  }
  code *= 2;
}

/**
 * Decodes a string literal of RFC 7541 section 5.2 that is Huffman coded. Each character of the result is one byte.
 *
 * @throws Http2Error COMPRESSION_ERROR where EOS occurs, or the padding is longer than 7 bits or not all ones.
 */
export function decodeHuffman(bytes: Uint8Array, start: number, end: number): string {
  // The shortest code has 5 bits.
  const output = Buffer.allocUnsafe(Math.floor(((end - start) * 8) / 5));
  let length = 0;
  // The bits that are not decoded yet, right-aligned. Never more than 29 + 8.
  let pending = 0;
  let pendingBits = 0;
  for (let at = start; at < end; at++) {
    pending = pending * 256 + (bytes[at] ?? 0);
    pendingBits += 8;
    while (pendingBits >= SHORT_BITS) {
      const found = findCode(pending, pendingBits);
      if (found === 0) break;
      const symbol = found >>> 5;
      if (symbol === EOS) throw compressionError('EOS within a Huffman string');
      output[length++] = symbol;
      pendingBits -= found & 0x1f;
      pending %= 2 ** pendingBits;
    }
  }
  while (pendingBits >= 5) {
    const short = SHORT_CODES[(pending << (SHORT_BITS - pendingBits)) & 0xff] ?? 0;
    if (pendingBits > 7 || short === 0 || (short & 0xf) > pendingBits) break;
    output[length++] = short >>> 4;
    pendingBits -= short & 0xf;
    pending %= 2 ** pendingBits;
  }
  if (pendingBits > 7 || pending !== 2 ** pendingBits - 1) throw compressionError('bad padding of a Huffman string');
  return output.toString('latin1', 0, length);
}

/** The code that the highest of the pending bits begin with, as `symbol << 5 | length`; 0 where it is not complete. */
function findCode(pending: number, pendingBits: number): number {
  const short = SHORT_CODES[Math.floor(pending / 2 ** (pendingBits - SHORT_BITS))] ?? 0;
  if (short !== 0) return ((short >>> 4) << 5) | (short & 0xf);
  const longest = Math.min(pendingBits, MAX_CODE_BITS);
  for (let bits = SHORT_BITS + 1; bits <= longest; bits++) {
    const offset = Math.floor(pending / 2 ** (pendingBits - bits)) - (FIRST_CODE[bits] ?? 0);
    const count = (FIRST_SYMBOL[bits + 1] ?? 0) - (FIRST_SYMBOL[bits] ?? 0);
    if (offset < count) return ((SYMBOLS[(FIRST_SYMBOL[bits] ?? 0) + offset] ?? 0) << 5) | bits;
  }
  return 0;
}
