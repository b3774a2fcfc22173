import { describe, expect, it } from 'vitest';
import { findDuplicates } from '../../history/check/duplicates.ts';
import { findLost } from '../../history/check/lost.ts';
import { findDisorder } from '../../history/check/order.ts';
import { findStrangers } from '../../history/check/strangers.ts';
import { acknowledged, joined, published, seen } from './events.ts';

const ADA = joined('ada-1', 'ada', 'teas');
const BOB = joined('bob-1', 'bob');

describe('a history loses', () => {
  it('nothing where each user got what was acknowledged', () => {
    expect(findLost([ADA, published('a'), acknowledged('a', 'ada'), seen('ada-1', 'a', 1), published('b')])).toEqual(
      [],
    );
  });

  it('nothing where another program of the user got it', () => {
    expect(findLost([ADA, joined('ada-2', 'ada'), acknowledged('a', 'ada'), seen('ada-2', 'a', 1)])).toEqual([]);
  });

  it('what was acknowledged and never seen', () => {
    expect(findLost([ADA, published('a'), acknowledged('a', 'ada')])).toEqual([
      'a was acknowledged, and ada never got it',
    ]);
  });

  it('what one of two users did not get', () => {
    expect(findLost([ADA, BOB, acknowledged('a', 'ada', 'bob'), seen('ada-1', 'a', 1)])).toEqual([
      'a was acknowledged, and bob never got it',
    ]);
  });
});

describe('a stranger got', () => {
  it('nothing that was for its user, for its topic or for everyone', () => {
    const history = [
      ADA,
      published('a'),
      published('b', { audience: { kind: 'topic', topic: 'teas' } }),
      published('c', { audience: { kind: 'everyone' } }),
      ...['a', 'b', 'c'].map((id) => seen('ada-1', id)),
    ];
    expect(findStrangers(history)).toEqual([]);
  });

  it('what was for another user', () => {
    expect(findStrangers([BOB, published('a'), seen('bob-1', 'a')])).toEqual(['bob-1 got a, which was not for it']);
  });

  it('what was for a topic that it never subscribed to', () => {
    const history = [BOB, published('a', { audience: { kind: 'topic', topic: 'teas' } }), seen('bob-1', 'a')];
    expect(findStrangers(history)).toEqual(['bob-1 got a, which was not for it']);
  });

  it('what nobody published', () => {
    expect(findStrangers([ADA, seen('ada-1', 'a')])).toEqual(['ada-1 got a, which nobody published']);
  });
});

describe('out of order is', () => {
  const first = published('a', { number: 1 });
  const second = published('b', { number: 2 });

  it('nothing that came as it was stored, with gaps and with what is not stored between', () => {
    const once = published('c', { number: 3 });
    const history = [first, second, once, seen('ada-1', 'a', 4), seen('ada-1', 'c'), seen('ada-1', 'b', 9)];
    expect(findDisorder(history)).toEqual([]);
  });

  it('nothing where two programs each got all in order', () => {
    const history = [first, second, seen('ada-1', 'a', 1), seen('ada-1', 'b', 2), seen('ada-2', 'a', 1)];
    expect(findDisorder(history)).toEqual([]);
  });

  it('nothing that is for a topic, and was stored late by one gateway', () => {
    const audience = { kind: 'topic', topic: 'teas' } as const;
    const late = published('a', { number: 1, audience });
    expect(
      findDisorder([late, published('b', { number: 2, audience }), seen('ada-1', 'b', 4), seen('ada-1', 'a', 9)]),
    ).toEqual([]);
  });

  it('a lower offset after a higher one', () => {
    const other = published('b', { publisher: 'p2' });
    expect(findDisorder([first, other, seen('ada-1', 'b', 9), seen('ada-1', 'a', 4)])).toEqual([
      'ada-1 got a with offset 4 after 9',
    ]);
  });

  it('an earlier notification of a publisher behind a later one', () => {
    expect(findDisorder([first, second, seen('ada-1', 'b', 4), seen('ada-1', 'a', 9)])).toEqual([
      'ada-1 got number 1 of p1 after 2',
    ]);
  });
});

describe('a duplicate is', () => {
  it('nothing that each program got once', () => {
    expect(findDuplicates([seen('ada-1', 'a', 1), seen('ada-2', 'a', 1), seen('ada-1', 'b', 2)])).toEqual([]);
  });

  it('what one program got twice', () => {
    expect(findDuplicates([seen('ada-1', 'a', 1), seen('ada-1', 'a', 2)])).toEqual(['ada-1 got a twice']);
  });
});
