import { Worker } from 'node:worker_threads';

/** What the watchdog sees of the fuzzer: how many inputs have begun, the length of this one (0: none runs), its bytes. */
export const BEGUN = 0;
export const LENGTH = 1;
export const HEAD_NUMBERS = 2;

/**
 * Looks at the fuzzer from another thread, for an input that never ends would stop whoever waits for it. It says which
 * one that is, and ends the process.
 */
export class Watchdog implements AsyncDisposable {
  readonly #head: Int32Array;
  readonly #input: Uint8Array;
  readonly #worker: Worker;

  constructor(maxInputBytes: number) {
    const shared = new SharedArrayBuffer(4 * HEAD_NUMBERS + maxInputBytes);
    this.#head = new Int32Array(shared, 0, HEAD_NUMBERS);
    this.#input = new Uint8Array(shared, 4 * HEAD_NUMBERS);
    this.#worker = new Worker(new URL('./watchdog-thread.js', import.meta.url), { workerData: shared });
  }

  begin(input: Uint8Array): void {
    const head = this.#head;
    this.#input.set(input);
    head[LENGTH] = input.length;
    head[BEGUN] = ((head[BEGUN] ?? 0) + 1) | 0;
  }

  end(): void {
    this.#head[LENGTH] = 0;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#worker.terminate();
  }
}
