import { describe, expect, it } from 'vitest';
import { findBadCalls } from '../../history/check/calls.ts';
import { checkHistory } from '../../history/check/check-history.ts';
import { findExpelled } from '../../history/check/expelled.ts';
import { acknowledged, answered, called, joined, published, ran, seen } from './events.ts';

const MAYBE = { kind: 'failed', sent: 'MAYBE', why: 'lost' } as const;
const NEVER = { kind: 'failed', sent: 'NEVER', why: 'refused' } as const;

describe('a call is well where', () => {
  it('it was run once, and answered once', () => {
    expect(findBadCalls([called('k'), ran('k'), answered('k')])).toEqual([]);
  });

  it('its caller was told that it may have been run, whether it was or not', () => {
    expect(findBadCalls([called('k'), ran('k'), answered('k', MAYBE), called('l'), answered('l', MAYBE)])).toEqual([]);
  });

  it('its caller was told that it never was, and it was not', () => {
    expect(findBadCalls([called('k'), answered('k', NEVER)])).toEqual([]);
  });

  it('it was run twice, and says that this does no harm', () => {
    expect(findBadCalls([called('k', true), ran('k'), ran('k'), answered('k')])).toEqual([]);
  });
});

describe('a call is bad where', () => {
  it('it was answered twice', () => {
    expect(findBadCalls([called('k'), ran('k'), answered('k'), answered('k', MAYBE)])).toEqual([
      'k was answered 2 times',
    ]);
  });

  it('it was never answered', () => {
    expect(findBadCalls([called('k'), ran('k')])).toEqual(['k was answered 0 times']);
  });

  it('it was run twice and answered with OK once', () => {
    expect(findBadCalls([called('k'), ran('k'), ran('k'), answered('k')])).toEqual(['k was run 2 times']);
  });

  it('it was run twice, and its caller was told that nobody knows', () => {
    expect(findBadCalls([called('k'), ran('k'), ran('k'), answered('k', MAYBE)])).toEqual(['k was run 2 times']);
  });

  it('it was answered with OK, and nobody ran it', () => {
    expect(findBadCalls([called('k'), answered('k')])).toEqual(['k was answered with OK, and never run']);
  });

  it('it was run, and its caller was told that it never was', () => {
    expect(findBadCalls([called('k', true), ran('k'), answered('k', NEVER)])).toEqual([
      'k was run, and its caller was told that it never was: refused',
    ]);
  });

  it('it got the answer of another', () => {
    expect(findBadCalls([called('k'), ran('k'), answered('k', { kind: 'ok', key: 'l' })])).toEqual([
      'k was answered with l',
    ]);
  });

  it('nobody called it', () => {
    expect(findBadCalls([ran('k'), answered('k')])).toEqual([
      'k was run, and nobody called it',
      'k was answered, and nobody called it',
    ]);
  });
});

it('a client that is sent away for good is found', () => {
  expect(findExpelled([joined('ada-1', 'ada'), { kind: 'expelled', client: 'ada-1', why: '4505' }])).toEqual([
    'ada-1 was sent away for good: 4505',
  ]);
});

it('a history is checked for everything at once', () => {
  const history = [
    joined('ada-1', 'ada'),
    joined('bob-1', 'bob'),
    published('a', { number: 1 }),
    published('b', { number: 2 }),
    acknowledged('a', 'ada'),
    acknowledged('c', 'ada'),
    seen('ada-1', 'b', 2),
    seen('ada-1', 'a', 1),
    seen('ada-1', 'a', 3),
    seen('bob-1', 'a', 1),
    called('k'),
  ];
  expect(checkHistory(history)).toEqual([
    'c was acknowledged, and ada never got it',
    'bob-1 got a, which was not for it',
    'ada-1 got a with offset 1 after 2',
    'ada-1 got number 1 of p1 after 2',
    'ada-1 got number 1 of p1 after 1',
    'ada-1 got a twice',
    'k was answered 0 times',
  ]);
});
