import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { ROOT } from './root.ts';

export interface ShellResult {
  readonly code: number | null;
  /** Standard output and error, as they came. */
  readonly output: string;
}

export interface ShellOptions {
  readonly environment: Readonly<Record<string, string>>;
  readonly cwd?: string;
  /** What runs until it is stopped is stopped by SIGINT once it has said this. */
  readonly stopAfter?: RegExp | undefined;
  /** Stops the children too, as Ctrl-C on a terminal does: for what does not end them by itself. */
  readonly stopAll?: boolean;
}

/** Runs a command as it was typed, by bash: on a terminal, which `script` makes, unless it is to be stopped. */
export async function runInShell(command: string, options: ShellOptions): Promise<ShellResult> {
  const { environment, cwd = ROOT, stopAfter, stopAll = false } = options;
  const [file, args] =
    stopAfter === undefined
      ? (['script', ['--quiet', '--return', '--command', `stty cols 200; ${command}`, '/dev/null']] as const)
      : (['bash', ['-c', command]] as const);
  const child = spawn(file, args, {
    cwd,
    env: {
      ...process.env,
      SHELL: '/bin/bash',
      TERM: 'xterm',
      NO_COLOR: '1',
      npm_config_progress: 'false',
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
    // A group of its own, which can be signalled as a whole.
    detached: true,
  });
  let output = '';
  let stopped = false;
  const take = (chunk: string) => {
    output += chunk;
    if (stopAfter === undefined || stopped || !stopAfter.test(output) || child.pid === undefined) return;
    stopped = true;
    process.kill(stopAll ? -child.pid : child.pid, 'SIGINT');
  };
  child.stdout.setEncoding('utf8').on('data', take);
  child.stderr.setEncoding('utf8').on('data', take);
  const [code] = await once(child, 'close');
  return { code: typeof code === 'number' ? code : null, output: output.replaceAll('\r', '') };
}
