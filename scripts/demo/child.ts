import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

const LEASH = new URL('./exit-with-parent.js', import.meta.url).href;
const STOP_TIMEOUT_MS = 10_000;
const MAX_KEPT_CHARACTERS = 4_000;

/**
 * A Node program that runs as long as the demo needs it. It ends by `stop`, or where this process ends in whatever way.
 * It does not get the terminal's Ctrl-C: the demo stops its processes in order.
 */
export class Child {
  readonly name: string;
  readonly #process: ChildProcess;
  readonly #exited: Promise<unknown>;
  #errors = '';

  constructor(name: string, args: readonly string[]) {
    this.name = name;
    this.#process = spawn(process.execPath, ['--import', LEASH, ...args], {
      stdio: ['pipe', 'pipe', 'pipe'],
      detached: true,
    });
    this.#exited = once(this.#process, 'exit');
    this.#process.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.#errors = (this.#errors + text).slice(-MAX_KEPT_CHARACTERS);
    });
  }

  /** What it has printed to standard error, the end of it. */
  get errors(): string {
    return this.#errors;
  }

  /** Runs `then` if it ends by itself. */
  onExit(then: () => void): void {
    this.#process.once('exit', then);
  }

  /** The first line that it prints. Rejects where it ends without. */
  async firstLine(): Promise<string> {
    const { stdout } = this.#process;
    if (stdout === null) throw new Error(`${this.name} has no output`);
    const lines = createInterface(stdout);
    const ended = this.#exited.then(() => {
      throw new Error(`${this.name} ended before it was up:\n${this.#errors}`);
    });
    const line = await Promise.race([once(lines, 'line'), ended]);
    // What it prints later is not read, and must not stop it.
    lines.on('line', () => {});
    ended.catch(() => {});
    return String(line[0]);
  }

  async stop(): Promise<void> {
    if (this.#process.exitCode !== null || this.#process.signalCode !== null) return;
    this.#process.removeAllListeners('exit');
    const exited = once(this.#process, 'exit');
    const force = setTimeout(() => this.#process.kill('SIGKILL'), STOP_TIMEOUT_MS);
    this.#process.kill('SIGTERM');
    await exited;
    clearTimeout(force);
  }
}
