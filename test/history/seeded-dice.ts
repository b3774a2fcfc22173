import { Dice } from '../../src/backend/dice.ts';

/** Gives one after the other, each of its own row of numbers. */
export function diceOf(seed: number): () => Dice {
  let given = 0;
  return () => new Dice(seedOf(seed, ++given));
}

/** Seeds that differ in many bits, however close `seed` and `index` are. */
function seedOf(seed: number, index: number): number {
  let mixed = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(index, 0xc2b2ae35);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x2c1b3c6d);
  return mixed ^ (mixed >>> 12);
}
