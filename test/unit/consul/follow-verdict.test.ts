import { describe, expect, it } from 'vitest';
import { type Accepted, judge, nextIndex } from '../../../src/consul/follow-verdict.ts';

const BEFORE: Accepted = { fingerprint: 'a b c d', names: new Set(['a', 'b', 'c', 'd']), index: 100 };

function answer(names: string, parts: { index?: number | null; knownLeader?: boolean; filtered?: boolean } = {}) {
  const value = { fingerprint: names, names: new Set(names.split(' ').filter((name) => name !== '')) };
  return { value, index: 101, knownLeader: true, filtered: false, ...parts };
}

describe('an answer', () => {
  it('is news where there was none before, whatever it holds', () => {
    expect(judge(answer(''), null, false, null)).toEqual({ kind: 'changed', restored: false });
  });

  it('is the same where its content is, whatever its index (C4)', () => {
    expect(judge(answer('a b c d', { index: 900 }), BEFORE, false, null)).toEqual({ kind: 'same' });
    expect(judge(answer('a b c d', { index: null }), BEFORE, false, null)).toEqual({ kind: 'same' });
  });

  it('is news where its content differs, though its index does not (C4)', () => {
    expect(judge(answer('a b c d e', { index: 100 }), BEFORE, false, null)).toEqual({
      kind: 'changed',
      restored: false,
    });
  });

  it('is doubted where its index went down, and believed from a consistent read as a restore (C5)', () => {
    expect(judge(answer('a b c', { index: 99 }), BEFORE, false, null)).toMatchObject({ kind: 'doubted' });
    expect(judge(answer('a b c', { index: 99 }), BEFORE, true, null)).toEqual({ kind: 'changed', restored: true });
  });

  it('is doubted where more than half would vanish, until two consistent reads say the same (C6)', () => {
    expect(judge(answer('a b'), BEFORE, false, null)).toEqual({ kind: 'changed', restored: false });
    expect(judge(answer('a'), BEFORE, false, null)).toMatchObject({ kind: 'doubted' });
    expect(judge(answer(''), BEFORE, true, null)).toMatchObject({ kind: 'doubted' });
    expect(judge(answer(''), BEFORE, true, 'a')).toMatchObject({ kind: 'doubted' });
    expect(judge(answer(''), BEFORE, true, '')).toEqual({ kind: 'changed', restored: false });
  });

  it('is refused where rows were left out for the token, or the server knows of no leader (C1, C6)', () => {
    expect(judge(answer('a b c d e', { filtered: true }), BEFORE, true, null)).toMatchObject({ kind: 'refused' });
    expect(judge(answer('a b c d e', { knownLeader: false }), BEFORE, true, null)).toMatchObject({ kind: 'refused' });
  });
});

describe('the next index', () => {
  it.each([
    [7, 5, 7],
    [5, 5, 5],
    [0, 0, 1],
    [4, 5, 0],
    [null, 5, 0],
  ])('after an answer of %j, where %j was before, is %j (C3)', (index, before, next) => {
    expect(nextIndex(index, before)).toBe(next);
  });
});
