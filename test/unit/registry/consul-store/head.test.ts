import { describe, expect, it } from 'vitest';
import {
  decodeHead,
  EMPTY_HEAD,
  encodeHead,
  fenced,
  type Head,
  positionOf,
  since,
  withChange,
} from '../../../../src/registry/consul-store/head.ts';

/** The heads of a history: one for each change, the empty one first. */
function history(start: Head, ...names: readonly string[]): readonly Head[] {
  const heads = [start];
  for (const name of names) heads.push(withChange(heads.at(-1) ?? start, name, 1, true));
  return heads;
}

const many = Array.from({ length: 600 }, (_, index) => `b${index}`);

describe('the head of a registry', () => {
  it('comes back as it was encoded, and anything else is no head', () => {
    const head = history(EMPTY_HEAD, 'a', 'b').at(-1) ?? EMPTY_HEAD;
    expect(decodeHead(encodeHead(head))).toEqual(head);
    for (const text of ['', 'null', '{}', '{"format":2}', 'x']) expect(decodeHead(Buffer.from(text))).toBeNull();
  });

  it('tells everyone who was there for some of its changes what they have missed', () => {
    const heads = history(EMPTY_HEAD, 'a', 'b', 'a', 'c');
    const [empty = EMPTY_HEAD, first = EMPTY_HEAD, , third = EMPTY_HEAD, last = EMPTY_HEAD] = heads;
    expect(since(last, positionOf(last))).toEqual({ kind: 'nothing' });
    expect(since(last, positionOf(third))).toEqual({ kind: 'changes', names: new Set(['c']) });
    expect(since(last, positionOf(first))).toEqual({ kind: 'changes', names: new Set(['b', 'a', 'c']) });
    expect(since(last, positionOf(empty))).toEqual({ kind: 'changes', names: new Set(['a', 'b', 'c']) });
    expect(since(empty, positionOf(empty))).toEqual({ kind: 'nothing' });
  });

  it('does not know what happened before the changes that it keeps', () => {
    const heads = history(EMPTY_HEAD, ...many);
    const last = heads.at(-1) ?? EMPTY_HEAD;
    const back = (count: number) => since(last, positionOf(heads.at(-1 - count) ?? EMPTY_HEAD)).kind;
    expect([back(1), back(255), back(256), back(600)]).toEqual(['changes', 'changes', 'unknown', 'unknown']);
  });

  it('takes 40 KB at most as Consul sends it, with the longest names', () => {
    const names = Array.from({ length: 600 }, (_, index) => `${index}`.padStart(63, 'n'));
    const last = history(EMPTY_HEAD, ...names).at(-1) ?? EMPTY_HEAD;
    expect((encodeHead(last).length * 4) / 3).toBeLessThan(40_000);
  });

  it('sees that what was read is no part of its history, however long either is', () => {
    const [, base = EMPTY_HEAD] = history(EMPTY_HEAD, 'a');
    const one = history(base, 'b', 'c').at(-1) ?? EMPTY_HEAD;
    for (const names of [['x', 'y'], ['b', 'c'], ['x'], [], ['x', 'y', 'z']]) {
      const other = history(base, ...names).at(-1) ?? EMPTY_HEAD;
      expect([names, since(other, positionOf(one))]).toEqual([names, { kind: 'diverged' }]);
    }
  });

  it('is the same history after it was fenced, with other bytes', () => {
    const head = history(EMPTY_HEAD, 'a', 'b').at(-1) ?? EMPTY_HEAD;
    expect(since(fenced(head), positionOf(head))).toEqual({ kind: 'nothing' });
    expect(encodeHead(fenced(head))).not.toEqual(encodeHead(head));
  });

  it('counts the backends that have a pointer', () => {
    const [, , head = EMPTY_HEAD] = history(EMPTY_HEAD, 'a', 'b');
    expect(withChange(head, 'a', 2, false).backends).toBe(2);
  });
});
