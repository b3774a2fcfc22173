import { describe, expect, it } from 'vitest';
import { Fuzzer } from '../../../fuzz/fuzzer.ts';
import { Toy } from './toy-target.ts';

const SECRET = [0xde, 0xad, 0xbe, 0xef];

function fuzzed(act: () => void, inputs: number, seed = 1): Fuzzer {
  const toy = new Toy(SECRET, act);
  const fuzzer = new Fuzzer(toy.target, toy, seed);
  for (const input of toy.target.seeds) fuzzer.learn(input);
  fuzzer.run(inputs);
  return fuzzer;
}

const crash = () => {
  throw new TypeError('42 is not expected');
};

describe('Fuzzer', () => {
  it('finds by way of coverage what chance alone would not find in 2^32 inputs, and says the shortest', () => {
    const { findings } = fuzzed(crash, 100_000);
    expect(findings.map(({ input }) => [...input])).toEqual([SECRET]);
    expect(findings[0]?.verdict).toMatchObject({ kind: 'crash', what: 'TypeError: N is not expected' });
  });

  it('keeps one input for each thing that is new', () => {
    const fuzzer = fuzzed(() => {}, 100_000);
    expect(fuzzer.corpus).toHaveLength(SECRET.length + 1);
    expect(fuzzer.essence()).toHaveLength(SECRET.length + 1);
  });

  it('does the same for the same seed, and something else for another', () => {
    const corpus = (seed: number) => fuzzed(() => {}, 20_000, seed).corpus.map((input) => [...input]);
    expect(corpus(3)).toEqual(corpus(3));
    expect(corpus(3)).not.toEqual(corpus(4));
  });

  it('calls an input a hang that takes over 50 ms each time', () => {
    const spin = () => {
      for (const startedAtMs = performance.now(); performance.now() - startedAtMs < 51; );
    };
    const toy = new Toy([7], spin);
    const fuzzer = new Fuzzer(toy.target, toy, 1);
    fuzzer.learn(Uint8Array.of(7));
    expect(fuzzer.findings.map(({ verdict }) => verdict.kind)).toEqual(['hang']);
    expect(fuzzer.slowestMs).toBeGreaterThan(50);
  });

  it('forgives an input that was slow once', () => {
    let runs = 0;
    const toy = new Toy([7], () => {
      for (const startedAtMs = performance.now(); runs === 0 && performance.now() - startedAtMs < 51; );
      runs++;
    });
    const fuzzer = new Fuzzer(toy.target, toy, 1);
    fuzzer.learn(Uint8Array.of(7));
    expect(fuzzer.findings).toEqual([]);
  });
});
