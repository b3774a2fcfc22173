import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Round, RoundResult } from './round.ts';

/** What the generator is told, and what it answers. */
export interface LoadOrder {
  readonly host: string;
  readonly port: number;
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

  async run(order: LoadOrder): Promise<RoundResult> {
    this.#child.send(order);
    const [report]: LoadReport[] = await once(this.#child, 'message');
    if (report?.kind === 'done') return report.result;
    throw new Error(report?.message ?? 'the load generator ended');
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const ended = once(this.#child, 'exit');
    this.#child.disconnect();
    await ended;
  }
}
