import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './root.ts';

/** Every document of the checkout, as paths from its root: those of the root first, then those of docs/, by name. */
export function documents(): readonly string[] {
  const inRoot = readdirSync(ROOT).filter(isDocument).sort().reverse();
  const inDocs = readdirSync(join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' }).filter(isDocument).sort();
  return [...inRoot, ...inDocs.map((path) => `docs/${path}`)];
}

function isDocument(path: string): boolean {
  return path.endsWith('.md');
}
