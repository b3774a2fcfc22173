import { Command, InvalidArgumentError } from 'commander';
import { asTargets, memoryTarget } from '../targets.ts';
import { measureMemory } from './measure-memory.ts';

interface Options {
  readonly sessions: number;
  readonly json?: boolean;
}

const { sessions, json } = new Command('bench:memory')
  .description('measure the resident memory of the gateway for each idle session, and of a bare server for each socket')
  .option('--sessions <n>', 'how many', count, 15_000)
  .option('--json', 'print JSON')
  .parse()
  .opts<Options>();

const memory = await measureMemory(sessions);
const { bytesPerSession, bytesPerBareSocket } = memory;
if (json === true) {
  console.log(JSON.stringify(memory, null, 2));
} else {
  console.log(
    `${sessions} idle sessions: ${bytesPerSession} bytes of resident memory each; a bare socket of Node: ${bytesPerBareSocket}`,
  );
  process.stdout.write(asTargets([memoryTarget(bytesPerSession)]));
}

function count(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) throw new InvalidArgumentError('a whole number above 0 is needed');
  return value;
}
