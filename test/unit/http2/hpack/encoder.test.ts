import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HpackDecoder, maxFieldBytes, putField, putInteger } from '../../../../src/http2/hpack/index.ts';

function encode(name: string, value: string, indexing: 'WITHOUT' | 'NEVER' = 'WITHOUT'): Buffer {
  const bytes = Buffer.alloc(maxFieldBytes(name, value));
  return bytes.subarray(0, putField(bytes, 0, name, value, indexing));
}

describe('the HPACK encoder', () => {
  it.each([
    [10, 5, '0a'],
    [1337, 5, '1f9a0a'],
    [42, 8, '2a'],
    [31, 5, '1f00'],
  ])('writes %i with a prefix of %i bits as RFC 7541 appendix C.1 does', (value, prefixBits, hex) => {
    const bytes = Buffer.alloc(8);
    expect(bytes.subarray(0, putInteger(bytes, 0, 0, prefixBits, value)).toString('hex')).toBe(hex);
  });

  it('writes a field of the static table as its index', () => {
    expect(encode(':method', 'POST').toString('hex')).toBe('83');
  });

  it('writes a literal that no table keeps, its name by index where there is one', () => {
    expect(encode(':path', '/sample/path').toString('hex')).toBe('040c2f73616d706c652f70617468');
    expect(encode('te', 'trailers').toString('hex')).toBe('0002746508747261696c657273');
  });

  it('marks what is sensitive as never to be indexed, even where the static table has it', () => {
    expect(encode('password', 'secret', 'NEVER').toString('hex')).toBe('100870617373776f726406736563726574');
    expect(encode(':method', 'POST', 'NEVER')[0]).toBe(0x12);
  });

  it('writes what the decoder reads', () => {
    const text = fc.string({
      unit: fc.integer({ min: 0, max: 255 }).map((code) => String.fromCharCode(code)),
      maxLength: 300,
    });
    fc.assert(
      fc.property(text, text, (name, value) => {
        const block = encode(name, value);
        const decoder = new HpackDecoder({ maxTableBytes: 0, maxListBytes: 65_536, maxFields: 10 });
        expect(decoder.decode(block, 0, block.length)).toEqual([{ name, value }]);
      }),
    );
  });
});
