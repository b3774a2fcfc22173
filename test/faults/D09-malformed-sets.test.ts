import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { admit } from '../../src/registry/index.ts';
import { refusal } from '../support/refusal.ts';

const ORDERS = readFileSync('descriptors/orders.binpb');

describe('D9', () => {
  it.each([
    ['a set that is cut', ORDERS.subarray(0, -7)],
    ['the gzip of a set', gzipSync(ORDERS)],
    ['a set in JSON', Buffer.from('{"file":[{"name":"a.proto","package":"a"}]}')],
    ['proto source', Buffer.from('syntax = "proto3";\npackage a;\n')],
    ['an HTML page', Buffer.from('<!doctype html><html></html>')],
  ])('%s is MALFORMED, and what is live stays', async (_, bytes) => {
    const { findings } = await refusal(bytes);
    expect(findings[0]?.rule).toBe('MALFORMED');
  });

  it('a set that is cut anywhere is refused or whole, and never an exception', () => {
    fc.assert(
      fc.property(fc.nat(ORDERS.length - 1), (end) => {
        expect(['refused', 'admitted']).toContain(admit(ORDERS.subarray(0, end)).kind);
      }),
    );
  });

  it('a set with flipped bits is refused with a rule, or is a legal set; never an exception', () => {
    const flips = fc.array(fc.nat(ORDERS.length * 8 - 1), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(flips, (bits) => {
        const bytes = Uint8Array.from(ORDERS);
        for (const bit of bits) bytes[bit >>> 3] = (bytes[bit >>> 3] ?? 0) ^ (1 << (bit & 7));
        const result = admit(bytes);
        const refusedWell =
          result.kind === 'refused' && result.findings.every(({ rule, remedy }) => rule !== '' && remedy !== '');
        expect(refusedWell || result.kind === 'admitted').toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});
