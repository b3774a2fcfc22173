import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ResponseHeaderCache } from '../../../src/http2/response-header-cache.ts';
import { readResponseHeaders } from '../../../src/http2/response-headers.ts';

const headers = (value: string) => readResponseHeaders([{ name: 'x', value }]);

describe('ResponseHeaderCache', () => {
  it('finds what was kept, wherever the bytes stand', () => {
    const cache = new ResponseHeaderCache();
    const kept = headers('1');
    cache.keep(Buffer.from('xxabcyy'), 2, 5, kept);
    expect(cache.find(Buffer.from('abc'), 0, 3)).toBe(kept);
    expect(cache.find(Buffer.from('zabc'), 1, 4)).toBe(kept);
  });

  it('is not harmed by what happens to the bytes afterwards', () => {
    const cache = new ResponseHeaderCache();
    const bytes = Buffer.from('abc');
    cache.keep(bytes, 0, 3, headers('1'));
    bytes.fill(0);
    expect(cache.find(bytes, 0, 3)).toBeNull();
    expect(cache.find(Buffer.from('abc'), 0, 3)).not.toBeNull();
  });

  it('never answers with what other bytes meant', () => {
    const block = fc.uint8Array({ minLength: 0, maxLength: 4, max: 2 });
    fc.assert(
      fc.property(fc.array(block, { maxLength: 50 }), (blocks) => {
        const cache = new ResponseHeaderCache();
        for (const bytes of blocks) {
          const name = Buffer.from(bytes).toString('hex');
          const found = cache.find(bytes, 0, bytes.length);
          expect(found === null || found.metadata[0]?.value === name).toBe(true);
          cache.keep(bytes, 0, bytes.length, headers(name));
          expect(cache.find(bytes, 0, bytes.length)?.metadata[0]?.value).toBe(name);
        }
      }),
    );
  });

  it('holds four blocks that fall into one set, whichever comes first', () => {
    const cache = new ResponseHeaderCache();
    // Alike in their length and in the bytes that choose the set.
    const blocks = ['1', '2', '3', '4'].map((digit) => Buffer.from(`${digit}.......`));
    for (const block of blocks) cache.keep(block, 0, block.length, headers(block.toString()));
    const found = blocks.map((block) => cache.find(block, 0, block.length)?.metadata[0]?.value);
    expect(found).toEqual(blocks.map(String));
  });

  it('finds on in another chunk once it has let go of the first', () => {
    const cache = new ResponseHeaderCache();
    const kept = headers('1');
    cache.keep(Buffer.from('abcde'), 0, 5, kept);
    expect(cache.find(Buffer.from('abcde'), 0, 5)).toBe(kept);
    cache.release();
    expect(cache.find(Buffer.from('.abcde'), 1, 6)).toBe(kept);
  });

  it('keeps no large blocks', () => {
    const cache = new ResponseHeaderCache();
    cache.keep(Buffer.alloc(513), 0, 513, headers('1'));
    expect(cache.find(Buffer.alloc(513), 0, 513)).toBeNull();
  });
});
