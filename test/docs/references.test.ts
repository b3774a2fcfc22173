import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { REASONS } from '../../src/status/index.ts';
import { CLOSE_CODES } from '../../src/wire/index.ts';
import { blocksOf } from './documented-commands.ts';
import { documents } from './documents.ts';
import { ROOT } from './root.ts';

const PACKAGE: { readonly scripts: Readonly<Record<string, string>> } = JSON.parse(
  readFileSync(join(ROOT, 'package.json'), 'utf8'),
);

const read = (document: string) => readFileSync(join(ROOT, document), 'utf8');
const matchesOf = (pattern: RegExp, text: string) => [...text.matchAll(pattern)].map((match) => match[1] ?? '');

describe.each(documents())('%s', (document) => {
  it('links only to what is there', () => {
    const targets = matchesOf(/\]\(([^)#\s]+)[^)]*\)/g, read(document)).filter((target) => !/^https?:/.test(target));
    expect(targets.filter((target) => !existsSync(join(ROOT, dirname(document), target)))).toEqual([]);
  });

  it('links only to headings that are there', () => {
    const links = [...read(document).matchAll(/\]\(([^)#\s]*)#([^)\s]+)\)/g)];
    const missing = links.filter(([, page = '', anchor = '']) => {
      const target = page === '' ? document : join(dirname(document), page);
      return !page.includes(':') && !anchorsOf(read(target)).includes(anchor);
    });
    expect(missing.map(([link]) => link)).toEqual([]);
  });

  it('shows commands and programs only where they are run: in console and js blocks', () => {
    const languages = ['sh', 'bash', 'shell', 'ts', 'typescript', 'javascript'];
    expect(languages.flatMap((language) => blocksOf(document, language))).toEqual([]);
  });

  it('names only scripts that are there', () => {
    const named = matchesOf(/\bnpm (?:run )?((?<=run )[\w:]+|start|test)/g, read(document));
    const files = matchesOf(/\bnode (scripts\/[\w./-]+)/g, read(document));
    expect(named.filter((name) => !(name in PACKAGE.scripts))).toEqual([]);
    expect(files.filter((file) => !existsSync(join(ROOT, file)))).toEqual([]);
  });
});

describe('the life of a call', () => {
  const page = read('docs/life-of-a-call.md');
  const named = matchesOf(/`([a-z0-9-]+\/[a-z0-9/.-]+)`/g, page);

  it('names files and folders that are there', () => {
    expect(named.length).toBeGreaterThan(20);
    expect(named.filter((path) => !existsSync(join(ROOT, 'src', path)) && !existsSync(join(ROOT, path)))).toEqual([]);
  });

  it('says what the client gets by reasons and close codes that there are', () => {
    const reasons = matchesOf(/`([A-Z]+_?[A-Z_]+)`/g, page);
    const codes = matchesOf(/\b(4[45]\d\d)\b/g, page);
    expect(reasons.length).toBeGreaterThan(20);
    expect(reasons.filter((reason) => !(reason in REASONS))).toEqual([]);
    expect(codes.filter((code) => !(code in CLOSE_CODES))).toEqual([]);
  });

  it('names every folder of src', () => {
    const folders = readdirSync(join(ROOT, 'src'));
    expect(folders.filter((folder) => !new RegExp(`\\b${folder}\\b`).test(page))).toEqual([]);
  });
});

it('the decisions are listed, each once', () => {
  const list = matchesOf(/\]\((\d{4}-[^)]+)\)/g, read('docs/adr/README.md'));
  const files = documents().filter((document) => /^docs\/adr\/\d/.test(document));
  expect(list.map((file) => `docs/adr/${file}`)).toEqual(files);
});

/** The anchors that a page's headings get. */
function anchorsOf(text: string): readonly string[] {
  return matchesOf(/^#+ (.+)$/gm, text).map((heading) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
}
