import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withFigures } from '../figures-page.ts';

const PAGE = join(import.meta.dirname, '../../../docs/RELIABILITY.md');

/** Writes figures into docs/RELIABILITY.md, in the place with this name; empty: the first. */
export function writePage(figures: string, name = ''): void {
  writeFileSync(PAGE, withFigures(readFileSync(PAGE, 'utf8'), figures, name));
}

/** Says what did not hold, and whether all did. */
export function sayBroken(broken: readonly string[]): void {
  if (broken.length > 0) process.exitCode = 1;
  process.stdout.write(broken.length === 0 ? 'all promises held\n' : `${broken.join('\n')}\n`);
}
