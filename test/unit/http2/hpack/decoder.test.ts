import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HpackDecoder } from '../../../../src/http2/hpack/index.ts';
import { Http2Error } from '../../../../src/http2/http2-error.ts';
import { SEQUENCES, SINGLE } from './rfc7541-vectors.ts';

const LIMITS = { maxTableBytes: 4096, maxListBytes: 65_536, maxFields: 256 };

function decode(decoder: HpackDecoder, hex: string): (readonly [string, string])[] | null {
  const block = Buffer.from(hex, 'hex');
  return decoder.decode(block, 0, block.length)?.map(({ name, value }) => [name, value] as const) ?? null;
}

function errorOf(hex: string, limits = LIMITS): number | null {
  try {
    decode(new HpackDecoder(limits), hex);
    return null;
  } catch (cause) {
    if (cause instanceof Http2Error) return cause.code;
    throw cause;
  }
}

describe('HpackDecoder', () => {
  it.each(SINGLE)('decodes $hex of RFC 7541 appendix C.2', ({ hex, fields, tableBytes }) => {
    const decoder = new HpackDecoder(LIMITS);
    expect(decode(decoder, hex)).toEqual(fields);
    expect(decoder.tableBytes).toBe(tableBytes);
  });

  it.each(Object.entries(SEQUENCES))(
    'decodes the blocks of RFC 7541 appendix %s, and evicts as they do',
    (name, rows) => {
      const decoder = new HpackDecoder(LIMITS);
      if (name === 'C.5' || name === 'C.6') decode(decoder, '3fe101');
      for (const { hex, fields, tableBytes } of rows) {
        expect(decode(decoder, hex)).toEqual(fields);
        expect(decoder.tableBytes).toBe(tableBytes);
      }
    },
  );

  it('decodes a block that stands within other bytes', () => {
    const block = Buffer.from('ffff82ffff', 'hex');
    expect(new HpackDecoder(LIMITS).decode(block, 2, 3)).toEqual([{ name: ':method', value: 'GET' }]);
  });

  it.each([
    ['index 0', '80'],
    ['an index that nothing has', 'be'],
    ['an index far beyond the table', 'ffffffff07'],
    ['an integer that is cut', '7f'],
    ['an integer above 2^28', '7fffffffffff0f'],
    ['an integer of endless zeros', '7f8080808080808080808080808000'],
    ['a string that is cut', '000561'],
    ['a string without a length', '00'],
    ['a length above the block', '007f8001'],
    ['a literal with a name that nothing has', '7e0161'],
    ['a table size update above our setting', '3fe21f'],
    ['a table size update after a field', '8220'],
    ['EOS in a Huffman string', '0084ffffffff00'],
    ['Huffman padding of zeros', '00811800'],
    ['Huffman padding of 8 bits', '00821fff00'],
  ])('refuses %s with COMPRESSION_ERROR', (_, hex) => {
    expect(errorOf(hex)).toBe(9);
  });

  it('takes a table size update to our setting, and two at the start of a block', () => {
    expect(errorOf('3fe11f82')).toBeNull();
    expect(errorOf('203fe11f82')).toBeNull();
  });

  it('has no entries left after the table was set to 0, and is stateless where our setting is 0', () => {
    const decoder = new HpackDecoder({ ...LIMITS, maxTableBytes: 0 });
    decode(decoder, '4001610162');
    expect(decoder.stateless).toBe(false);
    expect(decode(decoder, 'be')).toEqual([['a', 'b']]);
    decode(decoder, '20');
    expect(decoder.stateless).toBe(true);
    expect(() => decode(decoder, 'be')).toThrow(Http2Error);
  });

  it('does not let the peer enlarge a table that it has made smaller, where our setting is 0', () => {
    const decoder = new HpackDecoder({ ...LIMITS, maxTableBytes: 0 });
    decode(decoder, '20');
    expect(() => decode(decoder, '21')).toThrow(Http2Error);
  });

  it('empties the table by an entry that is larger than it', () => {
    const decoder = new HpackDecoder(LIMITS);
    decode(decoder, '3f05');
    decode(decoder, '4001610162');
    expect(decoder.tableBytes).toBe(34);
    decode(decoder, `400161${'0a'}${'62'.repeat(10)}`);
    expect(decoder.tableBytes).toBe(0);
  });

  it('reads a list above the limits to its end, so that the next block can be decoded', () => {
    const byBytes = new HpackDecoder({ ...LIMITS, maxListBytes: 100 });
    expect(decode(byBytes, `400161${'6f'}${'62'.repeat(0x6f)}`)).toBeNull();
    expect(decode(byBytes, '82')).toEqual([[':method', 'GET']]);
    const byCount = new HpackDecoder({ ...LIMITS, maxFields: 3 });
    expect(decode(byCount, '82828282')).toBeNull();
    expect(decode(byCount, '828282')).toHaveLength(3);
  });

  it('throws nothing but Http2Error, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 64 }), { maxLength: 4 }), (blocks) => {
        const decoder = new HpackDecoder(LIMITS);
        try {
          for (const block of blocks) decoder.decode(block, 0, block.length);
        } catch (cause) {
          if (!(cause instanceof Http2Error)) throw cause;
        }
        expect(decoder.tableBytes).toBeLessThanOrEqual(4096);
      }),
      { numRuns: 2000 },
    );
  });
});
