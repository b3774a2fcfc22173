import { spawn } from 'node:child_process';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout. */
export const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '..');

const colours = process.stdout.isTTY && !process.env.NO_COLOR;
const paint = (code) => (text) => (colours ? `\u001b[${code}m${text}\u001b[0m` : text);
export const green = paint('32');
export const red = paint('31');
export const dim = paint('2');

/**
 * Runs a command in the checkout without input, and gives its exit code and all that it printed. A command that a
 * signal ended, or that could not be started, has exit code 1.
 */
export function capture(command, args, environment = {}) {
  return new Promise((resolvePromise) => {
    const child = spawn(command, args, {
      cwd: ROOT,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...environment },
    });
    let output = '';
    const take = (chunk) => {
      output += chunk;
    };
    child.stdout.setEncoding('utf8').on('data', take);
    child.stderr.setEncoding('utf8').on('data', take);
    child.on('error', (error) => resolvePromise({ code: 1, output: `${output}${command}: ${error.message}\n` }));
    child.on('close', (code, signal) => {
      if (signal !== null) output += `${command} was ended by ${signal}\n`;
      resolvePromise({ code: code ?? 1, output });
    });
  });
}

/** Runs a step that is only worth a word where it fails: then all that it printed is shown, and the process ends. */
export async function mustRun(title, command, args, environment) {
  const { code, output } = await capture(command, args, environment);
  if (code === 0) return;
  console.error(`${red('✗')} ${title}\n`);
  process.stderr.write(output);
  process.exit(1);
}

/** The path of a command that a package of ours brings along. */
export function localCommand(name) {
  return resolve(ROOT, 'node_modules/.bin', name);
}

export function seconds(sinceMs) {
  return `${((performance.now() - sinceMs) / 1000).toFixed(1)} s`;
}

/** Whether the script was started by itself, rather than imported by another one. */
export function startedDirectly(moduleUrl) {
  return process.argv[1] !== undefined && resolve(process.argv[1]) === fileURLToPath(moduleUrl);
}
