import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Where a corpus is kept: in the checkout, from where the compiled fuzzer runs too. */
function pathOf(name: string): string {
  const fromSource = new URL(`./corpus/${name}.hex`, import.meta.url);
  const fromBuild = new URL(`../../fuzz/corpus/${name}.hex`, import.meta.url);
  return fileURLToPath(import.meta.url.includes('/dist/fuzz/') ? fromBuild : fromSource);
}

/** The inputs with which fuzzing begins: what it found worth keeping, and what has ever broken a promise. */
export function readCorpus(name: string): Uint8Array[] {
  return [...readInputs(name), ...readInputs(`${name}.broken`)];
}

/** One input a line, in hexadecimal. Lines that begin with `#` say something of what follows. */
function readInputs(name: string): Uint8Array[] {
  const path = pathOf(name);
  if (!existsSync(path)) return [];
  return readFileSync(path, 'latin1')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => new Uint8Array(Buffer.from(line, 'hex')));
}

export function writeCorpus(name: string, inputs: readonly Uint8Array[]): void {
  const lines = inputs.map((input) => Buffer.from(input).toString('hex'));
  const title = `# Inputs that together do all that fuzzing has found the code to do. Written by npm run fuzz -- --save.`;
  writeFileSync(pathOf(name), `${[title, ...lines].join('\n')}\n`);
}
