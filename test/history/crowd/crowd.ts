import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { CHECKOUT } from '../../support/checkout.ts';
import type { Recorder } from '../event.ts';
import type { CrowdOrder, CrowdReport } from './crowd-messages.ts';

const PROGRAM = join(CHECKOUT, 'dist/test/history/crowd/crowd-process.js');

/** The process that has the clients. */
export class Crowd implements AsyncDisposable {
  readonly #process: ChildProcess;
  /** Orders that are not done. They are done in the order in which they were given. */
  readonly #open: { readonly resolve: () => void; readonly reject: (cause: Error) => void }[] = [];

  private constructor(child: ChildProcess, record: Recorder) {
    this.#process = child;
    child.on('message', (report: CrowdReport) => {
      if (report.kind === 'happened') for (const event of report.events) record(event);
      else if (report.kind === 'done') this.#open.shift()?.resolve();
      else this.#open.shift()?.reject(new Error(`the clients: ${report.why}`));
    });
    child.once('exit', (code) => {
      for (const { reject } of this.#open.splice(0)) reject(new Error(`the clients ended with ${code}`));
    });
  }

  static start(record: Recorder): Crowd {
    return new Crowd(fork(PROGRAM, { execArgv: [], stdio: ['ignore', 'inherit', 'inherit', 'ipc'] }), record);
  }

  /** Gives an order, one at a time. Resolves once it is done. */
  order(order: CrowdOrder): Promise<void> {
    const done = new Promise<void>((resolve, reject) => {
      this.#open.push({ resolve, reject });
    });
    this.#process.send(order);
    return done;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#process.exitCode !== null || this.#process.signalCode !== null) return;
    const ended = once(this.#process, 'exit');
    this.#process.kill('SIGKILL');
    await ended;
  }
}
