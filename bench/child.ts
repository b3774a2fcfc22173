import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';

/** A process of Node that says where it listens in its first line of output. */
export class Child implements AsyncDisposable {
  readonly #process: ChildProcess;
  /** Its first line. */
  readonly firstLine: string;
  readonly pid: number;

  private constructor(child: ChildProcess, pid: number, firstLine: string) {
    this.#process = child;
    this.pid = pid;
    this.firstLine = firstLine;
  }

  /**
   * `nodeFlags` stand before the script, and `launcher` before Node: a program that becomes it. Rejects where it ends
   * before its first line.
   */
  static async start(
    script: string,
    args: readonly string[],
    nodeFlags: readonly string[] = [],
    launcher: readonly string[] = [],
    environment: Readonly<Record<string, string>> = {},
  ): Promise<Child> {
    const [command = '', ...rest] = [...launcher, process.execPath, ...nodeFlags, script, ...args];
    const env = { ...process.env, ...environment };
    const child = spawn(command, rest, { stdio: ['ignore', 'pipe', 'inherit'], env });
    const lines = createInterface({ input: child.stdout });
    const ended = once(child, 'exit').then(([code]) => {
      throw new Error(`${script} ended with ${code} before it was ready`);
    });
    const [line]: string[] = await Promise.race([once(lines, 'line'), ended]);
    ended.catch(() => {});
    if (child.pid === undefined || line === undefined) throw new Error(`${script} did not start`);
    return new Child(child, child.pid, line);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#process.exitCode !== null || this.#process.signalCode !== null) return;
    const ended = once(this.#process, 'exit');
    this.#process.kill('SIGTERM');
    await ended;
  }
}

/** Runs a script of Node to its end. Rejects with its output where it fails. */
export async function runScript(script: string, args: readonly string[]): Promise<void> {
  await promisify(execFile)(process.execPath, [script, ...args]);
}
