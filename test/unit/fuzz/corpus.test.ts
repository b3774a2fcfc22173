import { describe, expect, it } from 'vitest';
import { readCorpus } from '../../../fuzz/corpus-file.ts';
import { TARGETS, type TargetName } from '../../../fuzz/targets/targets.ts';

const names = Object.keys(TARGETS).filter((name): name is TargetName => Object.hasOwn(TARGETS, name));

describe.each(names)('the fuzz target %s', (name) => {
  it('keeps its promises for each seed, and for each input of its corpus', async () => {
    const target = await TARGETS[name]();
    const corpus = readCorpus(name);
    expect(corpus.length).toBeGreaterThan(0);
    const broken = [...target.seeds, ...corpus].flatMap((input) => {
      try {
        target.run(input);
        return [];
      } catch (cause) {
        return [{ input: Buffer.from(input).toString('hex'), cause }];
      }
    });
    expect(broken).toEqual([]);
  });

  it('begins with inputs that are made of whole units', async () => {
    const { seeds, framing, firstUnitAt } = await TARGETS[name]();
    expect(seeds.filter((seed) => framing.unitAt(seed, firstUnitAt) === null)).toEqual([]);
  });
});
