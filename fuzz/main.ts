import { Command, InvalidArgumentError } from 'commander';
import { Coverage } from './coverage/coverage.ts';
import { fuzz, type Outcome } from './fuzz.ts';
import { TARGETS, type TargetName } from './targets/targets.ts';

interface Options {
  readonly inputs: number;
  readonly seed: number;
  readonly save?: boolean;
}

const names = Object.keys(TARGETS);
const command = new Command('fuzz')
  .description('feed inputs to what reads the bytes of peers, steered by the branches that they reach')
  .argument('[target]', `${names.join(', ')}; all of them where none is named`, targetName)
  .option('--inputs <n>', 'how many, for each target', natural, 200_000)
  .option('--seed <n>', 'the same seed makes the same inputs of the same corpus', natural, 1)
  .option('--save', 'write what was found into fuzz/corpus');
command.parse();
const [chosen] = command.processedArgs;
const options = command.opts<Options>();

const coverage = new Coverage();
coverage.instrument([new URL('../src/wire/', import.meta.url).href, new URL('../src/http2/', import.meta.url).href]);
for (const name of names.filter(isTarget)) {
  if (chosen !== undefined && chosen !== name) continue;
  coverage.reset();
  const target = await TARGETS[name]();
  const outcome = await fuzz(target, coverage, options, (line) => process.stderr.write(`${line}\n`));
  process.stdout.write(`${inWords(name, outcome)}\n`);
  if (outcome.findings.length > 0 || outcome.heapGrew) process.exitCode = 1;
}

function inWords(name: string, outcome: Outcome): string {
  const { inputs, seconds, branches, coveredBranches, features, corpus, slowestMs, heapBytes } = outcome;
  const mib = (bytes: number) => (bytes / 2 ** 20).toFixed(1);
  const summary = [
    `${name}: ${inputs} inputs in ${seconds.toFixed(0)} s with seed ${options.seed}`,
    `${coveredBranches} of ${branches} branches, ${features} features, corpus ${corpus}`,
    `slowest input ${slowestMs.toFixed(1)} ms, heap ${heapBytes.map(mib).join(' ')} MiB`,
    outcome.heapGrew ? 'THE HEAP GREW' : 'memory flat',
    `${outcome.findings.length} findings`,
  ].join('; ');
  const findings = outcome.findings.map(({ verdict, input }) => {
    const detail = verdict.kind === 'fine' ? '' : verdict.detail;
    return `${verdict.kind} by ${Buffer.from(input).toString('hex')}\n${detail}`;
  });
  return [summary, ...findings].join('\n');
}

function targetName(text: string): TargetName {
  if (!isTarget(text)) throw new InvalidArgumentError(`the targets are ${names.join(', ')}`);
  return text;
}

function isTarget(text: string): text is TargetName {
  return Object.hasOwn(TARGETS, text);
}

function natural(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 0) throw new InvalidArgumentError('a whole number is needed');
  return value;
}
