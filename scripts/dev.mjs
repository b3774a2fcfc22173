#!/usr/bin/env node
// The contributor's loop: compiles and runs the unit tests again with every change, until Ctrl-C.
import { spawn } from 'node:child_process';
import { build } from './build.mjs';
import { localCommand, ROOT } from './run.mjs';

await build();
const watchers = [
  [localCommand('tsc'), ['-b', '--watch', '--preserveWatchOutput']],
  [localCommand('vitest'), ['watch', '--project', 'unit', '--reporter=minimal', ...process.argv.slice(2)]],
].map(([command, args]) => spawn(command, args, { cwd: ROOT, stdio: 'inherit' }));
for (const watcher of watchers) {
  watcher.on('exit', () => {
    for (const other of watchers) other.kill();
  });
}
