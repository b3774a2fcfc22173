import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { minimise } from '../../../fuzz/minimise.ts';

describe('minimise', () => {
  it('leaves the bytes that matter, and those alone', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), fc.uint8Array({ maxLength: 60 }), (before, after) => {
        const input = Uint8Array.from([...before, 0xab, ...after, 0xcd]);
        const holds = (bytes: Uint8Array) => bytes.includes(0xab) && bytes.lastIndexOf(0xcd) > bytes.indexOf(0xab);
        expect([...minimise(input, holds)]).toEqual([0xab, 0xcd]);
      }),
    );
  });

  it('makes 0 of bytes whose value does not matter but whose place does', () => {
    const holds = (bytes: Uint8Array) => bytes.length >= 3 && bytes[2] === 9;
    expect([...minimise(Uint8Array.of(5, 6, 9, 7), holds)]).toEqual([0, 0, 9]);
  });
});
