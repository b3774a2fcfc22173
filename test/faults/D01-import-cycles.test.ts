import { describe, expect, it } from 'vitest';
import { file, setOf } from '../support/descriptor-sets.ts';
import { refusal } from '../support/refusal.ts';

const cycle = (files: number): Uint8Array => {
  const names = Array.from({ length: files }, (_, index) => `f${index}.proto`);
  return setOf(
    ...names.map((name, index) => file(name, { package: '', dependency: [names[index + 1] ?? 'f0.proto'] })),
  );
};

describe('D1', () => {
  it('a file that imports itself is IMPORT_CYCLE with its path', async () => {
    const { cause, findings } = await refusal(cycle(1));
    expect(cause).toBe('upload');
    expect(findings).toHaveLength(1);
    expect(findings[0]).toMatchObject({ rule: 'IMPORT_CYCLE', file: 'f0.proto', symbol: '' });
    expect(findings[0]?.message).toBe('File recursively imports itself: f0.proto -> f0.proto.');
  });

  it.each([
    [2, 'f0.proto -> f1.proto -> f0.proto'],
    [3, 'f0.proto -> f1.proto -> f2.proto -> f0.proto'],
  ])('a cycle of %i files is IMPORT_CYCLE with its path', async (files, path) => {
    const { findings } = await refusal(cycle(files));
    expect(findings.map(({ message }) => message)).toEqual([`File recursively imports itself: ${path}.`]);
  });

  it('a cycle of 1,000 files is IMPORT_CYCLE with its path', async () => {
    const { findings } = await refusal(cycle(1000));
    expect(findings).toHaveLength(1);
    expect(findings[0]).toMatchObject({ rule: 'IMPORT_CYCLE', file: 'f0.proto' });
    expect(findings[0]?.message).toMatch(
      /imports itself: f0\.proto -> f1\.proto -> .* -> \(988 more\) -> f0\.proto\.$/,
    );
  });
});
