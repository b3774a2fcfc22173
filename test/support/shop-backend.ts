import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';

const BACKENDS = resolve(import.meta.dirname, '../../dist/scripts/demo/backends');

/** A backend of the demo's shop, with reflection, in a process of its own on a free port. */
export class ShopBackend implements AsyncDisposable {
  readonly address: string;
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess, address: string) {
    this.#child = child;
    this.address = address;
  }

  static async start(name: 'orders' | 'stock' | 'prices'): Promise<ShopBackend> {
    const child = spawn(process.execPath, [resolve(BACKENDS, `${name}.js`)], { stdio: ['ignore', 'pipe', 'inherit'] });
    const address = await new Promise<string>((done, reject) => {
      child.once('exit', (code) => reject(new Error(`the backend ${name} ended with ${code} at its start`)));
      createInterface({ input: child.stdout }).once('line', done);
    });
    return new ShopBackend(child, address);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    this.#child.kill('SIGKILL');
    await once(this.#child, 'exit');
  }
}
