import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Finding } from '../status/index.ts';
import { finding, NOWHERE } from './admission/findings.ts';
import type { Rule } from './admission/rules.ts';
import type { Admission, AdmissionResult } from './admission.ts';

export interface WorkerAdmissionOptions {
  /** How long one upload may be checked. Milliseconds; 5,000 leaves a busy machine room above the 2 s that it may take. */
  readonly deadlineMs: number;
  /** Heap of the thread that checks. MiB; what is within the limits of size takes less than 128. */
  readonly heapMiB: number;
  /** How many uploads may wait while one is checked; their bytes are held meanwhile. 4 suits most. */
  readonly maxWaiting: number;
}

/**
 * Admission in a thread of its own for each upload, one at a time: the event loop that serves calls does not feel it, and
 * whatever an upload makes of its thread, the process lives.
 */
export class WorkerAdmission implements Admission {
  readonly #options: WorkerAdmissionOptions;
  #row: Promise<unknown> = Promise.resolve();
  #waiting = 0;
  #running: Worker | null = null;
  #closed = false;

  constructor(options: WorkerAdmissionOptions) {
    this.#options = options;
  }

  admit(bytes: Uint8Array): Promise<AdmissionResult> {
    if (this.#waiting > this.#options.maxWaiting) {
      return Promise.resolve(refused('ADMISSION_BUSY', `${this.#waiting} uploads are waiting to be checked`));
    }
    this.#waiting++;
    const turn = this.#row.then(() => this.#check(bytes)).finally(() => this.#waiting--);
    this.#row = turn.catch(() => undefined);
    return turn;
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#running?.terminate();
    await this.#row;
  }

  #check(bytes: Uint8Array): Promise<AdmissionResult> {
    if (this.#closed) return Promise.resolve(refused('ADMISSION_BUSY', 'The gateway is closing'));
    const { deadlineMs, heapMiB } = this.#options;
    // A copy of its own: the bytes may be a view on a pooled buffer, of which the whole would be cloned.
    const copy = Uint8Array.from(bytes);
    const worker = new Worker(workerFile(), {
      workerData: copy,
      transferList: [copy.buffer],
      resourceLimits: { maxOldGenerationSizeMb: heapMiB },
      env: {},
      execArgv: [],
    });
    this.#running = worker;
    return new Promise<AdmissionResult>((resolve, reject) => {
      const deadline = setTimeout(() => {
        resolve(refused('LIMIT_EXCEEDED', `The set takes more than ${deadlineMs} ms to check`));
      }, deadlineMs);
      worker.once('message', resolve);
      worker.once('error', (error: unknown) => {
        if (!isOutOfMemory(error)) reject(error);
        else resolve(refused('LIMIT_EXCEEDED', `The set takes more than ${heapMiB} MiB to check`));
      });
      worker.once('exit', () => {
        clearTimeout(deadline);
        resolve(refused('ADMISSION_BUSY', 'The check was given up'));
      });
    }).finally(() => {
      this.#running = null;
      return worker.terminate();
    });
  }
}

/** A thread runs compiled code only, so this is the built file, also where the caller runs from source. */
function workerFile(): string {
  const root = dirname(createRequire(import.meta.url).resolve('trunkline/package.json'));
  return join(root, 'dist/src/registry/admission/admission-worker.js');
}

function isOutOfMemory(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
}

function refused(rule: Rule, message: string): AdmissionResult {
  const findings: readonly Finding[] = [finding(rule, NOWHERE, message)];
  return { kind: 'refused', findings };
}
