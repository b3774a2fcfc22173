import { spawn } from 'node:child_process';
import type { Screen } from './screen.ts';

const CLI = 'dist/src/cli/main.js';

export interface Printed {
  readonly code: number;
  readonly out: string;
  readonly errors: string;
}

/** The `trunkline` command, as a person in the checkout uses it: what is shown can be pasted. */
export class CommandLine {
  readonly #screen: Screen;
  /** Where the gateway is, as flags: none where it is where everybody expects it. */
  readonly adminFlags: readonly string[];
  readonly gatewayFlags: readonly string[];

  constructor(screen: Screen, adminFlags: readonly string[], gatewayFlags: readonly string[]) {
    this.#screen = screen;
    this.adminFlags = adminFlags;
    this.gatewayFlags = gatewayFlags;
  }

  /** Shows a command of an operator or a backend team and what it prints. */
  async admin(...args: readonly string[]): Promise<Printed> {
    return this.#show([...args, ...this.adminFlags]);
  }

  /** The same in JSON, and unseen: for checks. */
  async adminJson(...args: readonly string[]): Promise<unknown> {
    const { code, out, errors } = await run([...args, ...this.adminFlags, '-o', 'json']);
    if (code !== 0) throw new Error(`trunkline ${args.join(' ')} failed:\n${errors}`);
    return JSON.parse(out);
  }

  /** Shows a call through the gateway's socket, and the answer. */
  async call(method: string, json: string): Promise<Printed> {
    return this.#show(['call', method, '-d', json, ...this.gatewayFlags]);
  }

  async #show(args: readonly string[]): Promise<Printed> {
    this.#screen.command(`npx trunkline ${args.map(quoted).join(' ')}`);
    // A pipe gets bare rows. What a person sees is a table.
    const printed = await run(args[0] === 'call' ? args : [...args, '-o', 'table']);
    if (printed.code !== 0)
      throw new Error(`trunkline ${args.join(' ')} ended with ${printed.code}:\n${printed.errors}`);
    this.#screen.output(printed.errors + printed.out);
    return printed;
  }
}

/** As a POSIX shell takes it. */
export function quoted(argument: string): string {
  return /^[\w@%+=:,./-]+$/.test(argument) ? argument : `'${argument.replaceAll("'", `'\\''`)}'`;
}

function run(args: readonly string[]): Promise<Printed> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [CLI, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
    let [out, errors] = ['', ''];
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      out += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      errors += text;
    });
    child.on('error', reject);
    child.on('close', (code) => resolve({ code: code ?? 1, out, errors }));
  });
}
