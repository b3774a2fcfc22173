import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Where a corpus is kept: in the checkout, from where the compiled fuzzer runs too. */
function pathOf(name: string): string {
  const fromSource = new URL(`./corpus/${name}.hex`, import.meta.url);
  const fromBuild = new URL(`../../fuzz/corpus/${name}.hex`, import.meta.url);
  return fileURLToPath(import.meta.url.includes('/dist/fuzz/') ? fromBuild : fromSource);
}

/** The inputs of a corpus: one a line, in hexadecimal. Lines that begin with `#` say something of what follows. */
export function readCorpus(name: string): Uint8Array[] {
  const path = pathOf(name);
  if (!existsSync(path)) return [];
  return readFileSync(path, 'latin1')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => new Uint8Array(Buffer.from(line, 'hex')));
}

export function writeCorpus(name: string, inputs: readonly Uint8Array[]): void {
  const lines = inputs.map((input) => Buffer.from(input).toString('hex'));
  const title = `# Inputs that together pass every place of the code that fuzzing has found. Written by npm run fuzz -- --save.`;
  writeFileSync(pathOf(name), `${[title, ...lines].join('\n')}\n`);
}
