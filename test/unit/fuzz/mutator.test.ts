import { describe, expect, it } from 'vitest';
import { Mutator } from '../../../fuzz/mutation/mutator.ts';
import { Random } from '../../../fuzz/mutation/random.ts';
import { unitsOf } from '../../../fuzz/target.ts';
import { Toy } from './toy-target.ts';

const { target } = new Toy([], () => {});
const INPUT = Uint8Array.of(2, 10, 11, 3, 20, 21, 22);
const OTHER = Uint8Array.of(1, 99);

function mutated(seed: number, count: number): number[][] {
  const mutator = new Mutator(target, new Random(seed));
  return Array.from({ length: count }, () => [...mutator.mutate(INPUT, OTHER)]);
}

describe('Mutator', () => {
  it('makes the same of the same seed, and something else of another', () => {
    expect(mutated(1, 200)).toEqual(mutated(1, 200));
    expect(mutated(1, 200)).not.toEqual(mutated(2, 200));
  });

  it('leaves what it is given as it was', () => {
    mutated(1, 500);
    expect([...INPUT, ...OTHER]).toEqual([2, 10, 11, 3, 20, 21, 22, 1, 99]);
  });

  it('keeps to the length of the target', () => {
    expect(Math.max(...mutated(1, 2000).map((input) => input.length))).toBeLessThanOrEqual(target.maxInputBytes);
  });

  it('makes many inputs of other lengths whose units are still whole', () => {
    const whole = mutated(1, 2000).filter((input) => {
      const bytes = Uint8Array.from(input);
      return bytes.length !== INPUT.length && (unitsOf(target, bytes).at(-1)?.end ?? 0) === bytes.length;
    });
    expect(whole.length).toBeGreaterThan(200);
  });
});
