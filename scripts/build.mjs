#!/usr/bin/env node
// Brings node_modules and dist/ up to date. Quick where nothing has changed, and silent unless something fails.
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { install } from './install.mjs';
import { localCommand, mustRun, ROOT, startedDirectly } from './run.mjs';

export async function build() {
  await install();
  await mustRun('the build failed', localCommand('tsc'), ['-b']);
  copyGenerated();
  linkCommand();
}

/** The compiler leaves out what is generated as JavaScript. */
function copyGenerated() {
  for (const file of readdirSync(join(ROOT, 'src'), { recursive: true })) {
    if (/(^|\/)generated\/.*\.(js|d\.ts)$/.test(file))
      copyIfDifferent(join(ROOT, 'src', file), join(ROOT, 'dist/src', file));
  }
}

/** A file that is the same keeps its time, so that watchers stay quiet. */
function copyIfDifferent(from, to) {
  if (existsSync(to) && readFileSync(to).equals(readFileSync(from))) return;
  mkdirSync(dirname(to), { recursive: true });
  copyFileSync(from, to);
}

/** `npx trunkline` from the checkout finds the command where npm puts those of other packages. */
function linkCommand() {
  const [command, link] = [join(ROOT, 'dist/src/cli/main.js'), localCommand('trunkline')];
  chmodSync(command, 0o755);
  if (existsSync(link)) return;
  rmSync(link, { force: true });
  symlinkSync(relative(dirname(link), command), link);
}

if (startedDirectly(import.meta.url)) await build();
