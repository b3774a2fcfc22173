import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isLaterLogin, newestOf } from '../../../src/session/index.ts';

const sessions = fc.uniqueArray(
  fc.record({ id: fc.string({ minLength: 1 }), createdAtUnixMs: fc.nat(3), online: fc.boolean() }),
  { selector: ({ id }) => id, minLength: 1 },
);

describe('the order of logins', () => {
  it('is the same whoever compares, also of logins at one time', () => {
    fc.assert(
      fc.property(sessions, (all) => {
        for (const a of all) for (const b of all) expect(isLaterLogin(a, b)).toBe(a !== b && !isLaterLogin(b, a));
      }),
    );
  });

  it('has one newest, however they are listed: of those that are there, or where none is, of all', () => {
    fc.assert(
      fc.property(sessions, (all) => {
        const newest = newestOf(all);
        expect(newestOf([...all].reverse())).toBe(newest);
        const there = all.filter(({ online }) => online);
        const candidates = there.length > 0 ? there : all;
        expect(candidates).toContain(newest);
        const later = candidates.filter((one) => newest !== undefined && isLaterLogin(one, newest));
        expect(later).toEqual([]);
      }),
    );
  });

  it('has no newest of nobody', () => {
    expect(newestOf([])).toBeUndefined();
  });
});
