import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { LoadTarget } from './call-client.ts';
import type { Round, RoundResult } from './round.ts';

/** What the generator is told, and what it answers. */
export interface LoadOrder {
  readonly target: LoadTarget;
  readonly round: Round;
}
export type LoadReport =
  | { readonly kind: 'done'; readonly result: RoundResult }
  | { readonly kind: 'failed'; readonly message: string };

/**
 * The load generator, in a process of its own, so that it neither shares the subject's event loop nor its account. It
 * lives for all rounds of a subject, and is warm after the first.
 */
export class LoadGenerator implements AsyncDisposable {
  readonly #child = fork(join(import.meta.dirname, 'load-process.js'), { stdio: 'inherit' });
  readonly #target: LoadTarget;
  /** Its process, to be charged where the client is itself the subject. */
  readonly pid: number;

  constructor(target: LoadTarget) {
    this.#target = target;
    if (this.#child.pid === undefined) throw new Error('the load generator did not start');
    this.pid = this.#child.pid;
  }

  async run(round: Round): Promise<RoundResult> {
    const order: LoadOrder = { target: this.#target, round };
    const ended = once(this.#child, 'exit').then(() => []);
    this.#child.send(order);
    const [report]: LoadReport[] = await Promise.race([once(this.#child, 'message'), ended]);
    if (report?.kind === 'done') return report.result;
    throw new Error(report?.message ?? 'the load generator ended');
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#child.exitCode !== null) return;
    const ended = once(this.#child, 'exit');
    this.#child.disconnect();
    await ended;
  }
}
