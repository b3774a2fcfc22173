import { InvalidArgumentError } from 'commander';
import type { Shape } from './load/round.ts';

/** How long load runs, and how often. */
export interface Times {
  readonly warmUp: number;
  readonly seconds: number;
  readonly rounds: number;
}

/**
 * What figures are taken with. With less warm-up the peers in JavaScript are still being compiled, and a comparison with
 * them flatters us: fastify and grpc-js took 530 µs a call after 1 s of load, 467 after 3 s and 408 after 8 s.
 */
export const FULL: Times = { warmUp: 8, seconds: 5, rounds: 3 };

/** What tells in seconds whether all of it runs. Says nothing of targets. */
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
