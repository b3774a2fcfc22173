import { readFileSync, writeFileSync } from 'node:fs';
import { Command } from 'commander';
import { type MicroCase, type MicroResult, measure } from './measure.ts';

interface Options {
  readonly base?: string;
  readonly save?: string;
  readonly json?: boolean;
}

/** One file for each hot file of src, named after it. */
type MicroFile = () => Promise<{ readonly CASES: readonly MicroCase[] }>;
const FILES = new Map<string, MicroFile>([
  ['frame-codec', () => import('./frame-codec.ts')],
  ['frame-reader', () => import('./frame-reader.ts')],
  ['frame-writer', () => import('./frame-writer.ts')],
  ['timing-wheel', () => import('./timing-wheel.ts')],
  ['balancer', () => import('./balancer.ts')],
  ['method-table', () => import('./method-table.ts')],
  ['json-transcoder', () => import('./json-transcoder.ts')],
]);

const command = new Command('bench:micro')
  .description('time the hot functions, in nanoseconds of CPU for each run')
  .argument('[files...]', `of ${[...FILES.keys()].join(', ')}; all without one`)
  .option('--save <file>', 'keep the results, to compare later ones with')
  .option('--base <file>', 'compare with results that were kept')
  .option('--json', 'print JSON')
  .parse();

await main(command.args.length > 0 ? command.args : [...FILES.keys()], command.opts<Options>());

async function main(names: readonly string[], options: Options): Promise<void> {
  const base = options.base === undefined ? new Map<string, number>() : readBase(options.base);
  const results: MicroResult[] = [];
  for (const name of names) {
    const load = FILES.get(name);
    if (load === undefined) throw new Error(`there is no ${name}: choose of ${[...FILES.keys()].join(', ')}`);
    for (const each of (await load()).CASES) {
      const result = measure({ ...each, name: `${name}: ${each.name}` });
      results.push(result);
      if (options.json !== true) process.stdout.write(lineOf(result, base.get(result.name)));
    }
  }
  if (options.save !== undefined) writeFileSync(options.save, JSON.stringify(results, null, 2));
  if (options.json === true) process.stdout.write(`${JSON.stringify(results, null, 2)}\n`);
}

function readBase(file: string): Map<string, number> {
  const results: MicroResult[] = JSON.parse(readFileSync(file, 'utf8'));
  return new Map(results.map(({ name, medianNs }) => [name, medianNs]));
}

function lineOf({ name, medianNs, leastNs }: MicroResult, baseNs: number | undefined): string {
  const change = baseNs === undefined ? '' : `  ${(((medianNs - baseNs) / baseNs) * 100).toFixed(0).padStart(4)} %`;
  return `${medianNs.toFixed(0).padStart(8)} ns  (least ${leastNs.toFixed(0)})${change}  ${name}\n`;
}
