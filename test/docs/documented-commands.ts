import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './root.ts';

/** A command as a document shows it: in a `console` block, behind `$ `. */
export interface DocumentedCommand {
  readonly command: string;
  /** What the document shows of its output, a line each, without those that are empty. */
  readonly shown: readonly string[];
}

const FENCE = /^```(\w*)[^\n]*\n(.*?)^```$/gms;

/** All commands of a document, in their order. */
export function commandsOf(document: string): readonly DocumentedCommand[] {
  return blocksOf(document, 'console').flatMap((block) =>
    block
      .split(/^\$ /m)
      .slice(1)
      .map((part) => {
        const [command = '', ...shown] = part.split('\n');
        return { command, shown: shown.filter((line) => line.trim() !== '') };
      }),
  );
}

/** The code blocks of a document that are in this language. */
export function blocksOf(document: string, language: string): readonly string[] {
  const text = readFileSync(join(ROOT, document), 'utf8');
  return [...text.matchAll(FENCE)].filter((match) => match[1] === language).map((match) => match[2] ?? '');
}
