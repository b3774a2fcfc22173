import { describe, expect, it } from 'vitest';
import { Dice } from '../../../src/backend/index.ts';
import { SplitChoice } from '../../../src/backend/split-choice.ts';
import { DEFAULT_TRAFFIC, type Split } from '../../../src/registry/index.ts';
import { invokedStart, lanesOf } from '../../support/endpoint-lanes.ts';

const CANARY: Split = { tag: 'v2', percent: 5, match: { key: 'canary', value: 'yes' } };

function open(split: Split | null, ...tags: readonly (readonly string[])[]) {
  const lanes = lanesOf(...tags.map((each) => ({ tags: each })));
  const choice = new SplitChoice({ ...DEFAULT_TRAFFIC, split }, new Dice(1));
  choice.use(lanes);
  const ports = (times: number, start = invokedStart()) =>
    Array.from({ length: times }, () => choice.pick(start, null)?.endpoint.port);
  return { lanes, choice, ports };
}

describe('a split', () => {
  it('gives the endpoints with its tag their part of the calls', () => {
    const { ports } = open(CANARY, ['v1'], ['v2'], []);
    const tagged = ports(10_000).filter((port) => port === 2).length;
    expect(tagged).toBeGreaterThan(400);
    expect(tagged).toBeLessThan(600);
  });

  it.each([
    [0, [1]],
    [100, [2]],
  ])('of %i percent leaves no call to the others', (percent, expected) => {
    const { ports } = open({ ...CANARY, percent }, ['v1'], ['v2']);
    expect([...new Set(ports(1000))]).toEqual(expected);
  });

  it('sends calls with its metadata to the endpoints with the tag, and to them only', () => {
    const { ports } = open({ ...CANARY, percent: 0 }, ['v1'], ['v2']);
    const of = (value: string) => [...new Set(ports(100, invokedStart({ metadata: [{ key: 'canary', value }] })))];
    expect([of('yes'), of('no')]).toEqual([[2], [1]]);
  });

  it.each([
    ['the tag', 100, ['v1']],
    ['another', 0, ['v2']],
  ])('leaves the calls to the other part where there is no endpoint with %s', (_, percent, tags) => {
    const { ports } = open({ ...CANARY, percent }, tags);
    expect(ports(3)).toEqual([1, 1, 1]);
  });

  it('lets a call that failed at its part try the other', () => {
    const { lanes, choice } = open({ ...CANARY, percent: 100 }, ['v1'], ['v2']);
    expect(choice.pick(invokedStart(), new Set(lanes.slice(1)))).toBe(lanes[0]);
  });

  it('that there is none of looks at no tag', () => {
    const { ports } = open(null, ['v1'], ['v2']);
    expect(new Set(ports(100))).toEqual(new Set([1, 2]));
  });
});
