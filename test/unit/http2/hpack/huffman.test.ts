import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeHuffman } from '../../../../src/http2/hpack/huffman.ts';
import { HUFFMAN_LENGTHS } from '../../../../src/http2/hpack/huffman-lengths.ts';

/** An encoder of its own, bit by bit: codes are counted up in the order of length, then of byte. */
const CODES = new Map<number, string>();
let code = 0n;
let length = 0;
const order = HUFFMAN_LENGTHS.map((bits, symbol) => ({ bits, symbol })).sort(
  (a, b) => a.bits - b.bits || a.symbol - b.symbol,
);
for (const { bits, symbol } of order) {
  code <<= BigInt(bits - length);
  length = bits;
  CODES.set(symbol, code.toString(2).padStart(bits, '0'));
  code++;
}

function encode(bytes: Uint8Array): Uint8Array {
  let bits = [...bytes].map((byte) => CODES.get(byte) ?? '').join('');
  bits = bits.padEnd(Math.ceil(bits.length / 8) * 8, '1');
  return Uint8Array.from(bits.match(/.{8}/g) ?? [], (byte) => Number.parseInt(byte, 2));
}

describe('decodeHuffman', () => {
  it('has the codes that RFC 7541 appendix B prints', () => {
    expect(CODES.get(0)).toBe('1111111111000');
    expect(CODES.get('a'.charCodeAt(0))).toBe('00011');
    expect(CODES.get('&'.charCodeAt(0))).toBe('11111000');
    expect(CODES.get(255)).toBe('11111111111111111111101110');
    expect(CODES.get(256)).toBe('1'.repeat(30));
  });

  it('decodes every byte by itself', () => {
    for (let byte = 0; byte < 256; byte++) {
      const coded = encode(Uint8Array.of(byte));
      expect(decodeHuffman(coded, 0, coded.length)).toBe(String.fromCharCode(byte));
    }
  });

  it('decodes any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
        const coded = encode(bytes);
        expect(decodeHuffman(coded, 0, coded.length)).toBe(Buffer.from(bytes).toString('latin1'));
      }),
      { numRuns: 500 },
    );
  });
});
