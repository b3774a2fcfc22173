import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { referencePages } from '../../../scripts/reference-docs/pages.ts';

const ROOT = resolve(import.meta.dirname, '../../..');

describe('the reference pages', () => {
  it.each([...referencePages()])('%s is what the tables in the source make of it', (path, text) => {
    expect(readFileSync(join(ROOT, path), 'utf8')).toBe(text);
  });
});

describe('the source', () => {
  it('refers only to pages of docs/ that are there', () => {
    const files = ['src', 'scripts', 'bench', 'test'].flatMap((folder) =>
      readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
        .filter((file) => /\.(ts|mjs|py|java|proto)$/.test(file))
        .map((file) => join(folder, file)),
    );
    const missing = files.flatMap((file) =>
      [...readFileSync(join(ROOT, file), 'utf8').matchAll(/\bdocs\/[\w/-]+\.md\b/g)]
        .filter(([page]) => !existsSync(join(ROOT, page)))
        .map(([page]) => `${file}: ${page}`),
    );
    expect(missing).toEqual([]);
  });
});
