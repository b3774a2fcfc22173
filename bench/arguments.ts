import { InvalidArgumentError } from 'commander';
import type { Shape } from './load/round.ts';

/** How long load runs, and how often. */
export interface Times {
  readonly warmUp: number;
  readonly seconds: number;
  readonly rounds: number;
}

/** What figures are taken with, and what tells in seconds whether all of it runs. */
export const FULL: Times = { warmUp: 3, seconds: 5, rounds: 3 };
export const QUICK: Times = { warmUp: 1, seconds: 1, rounds: 1 };

export const DEFAULT_SHAPES: readonly Shape[] = [
  { connections: 1, inFlight: 64 },
  { connections: 1, inFlight: 256 },
  { connections: 16, inFlight: 16 },
  { connections: 64, inFlight: 1 },
];

/** An option that may be given several times: `1x64`, connections times calls in flight on each. */
export function shapes(text: string, earlier: readonly Shape[]): readonly Shape[] {
  const match = /^(\d+)x(\d+)$/.exec(text);
  const connections = Number(match?.[1]);
  const inFlight = Number(match?.[2]);
  if (!(connections >= 1 && inFlight >= 1)) throw new InvalidArgumentError('a shape is like 1x64');
  const shape = { connections, inFlight };
  return earlier === DEFAULT_SHAPES ? [shape] : [...earlier, shape];
}

export function positive(text: string): number {
  const value = Number(text);
  if (!(value > 0)) throw new InvalidArgumentError('a number above 0 is needed');
  return value;
}
