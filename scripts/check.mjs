#!/usr/bin/env node
// Everything about the source that is told without running it: seconds. The build comes first, and checks the types.
import { build } from './build.mjs';
import { capture, dim, green, localCommand, red, seconds, startedDirectly } from './run.mjs';

const CHECKS = [
  { name: 'lint and format', command: localCommand('biome'), args: ['check', '--error-on-warnings', '.'] },
  { name: 'layers', command: process.execPath, args: ['dist/scripts/check-layers/main.js'] },
  { name: 'dead code', command: localCommand('knip'), args: ['--no-progress'] },
  { name: 'protos', command: localCommand('buf'), args: ['lint'] },
  {
    name: 'proto format',
    command: localCommand('buf'),
    args: ['format', '--diff', '--exit-code', '--path', 'proto/demo', '--path', 'proto/trunkline'],
  },
  { name: 'generated files', command: process.execPath, args: ['scripts/generate.mjs', '--check'] },
];

/** Runs every check, says how each went, and gives how many passed and failed. */
export async function check() {
  const tally = { passed: 0, failed: 0 };
  for (const { name, command, args } of CHECKS) {
    const startedAtMs = performance.now();
    const { code, output } = await capture(command, args);
    if (code === 0) {
      tally.passed++;
      console.log(`${green('✓')} ${name.padEnd(16)} ${dim(seconds(startedAtMs))}`);
    } else {
      tally.failed++;
      console.log(`${red('✗')} ${name}\n\n${output}`);
    }
  }
  return tally;
}

if (startedDirectly(import.meta.url)) {
  await build();
  const { failed } = await check();
  process.exitCode = failed === 0 ? 0 : 1;
}
