import { writeSync } from 'node:fs';
import { workerData } from 'node:worker_threads';
import { BEGUN, HEAD_NUMBERS, LENGTH } from './watchdog.ts';

/** A machine that is busy, or asleep, may hold up an input for some seconds. */
const PATIENCE_MS = 20_000;

if (!(workerData instanceof SharedArrayBuffer)) throw new TypeError('a watchdog needs something to watch');
const head = new Int32Array(workerData, 0, HEAD_NUMBERS);
const input = new Uint8Array(workerData, 4 * HEAD_NUMBERS);
let last = -1;

setInterval(() => {
  const begun = Atomics.load(head, BEGUN);
  const length = Atomics.load(head, LENGTH);
  if (length > 0 && begun === last) {
    writeSync(2, `an input does not end: ${Buffer.from(input.slice(0, length)).toString('hex')}\n`);
    process.kill(process.pid, 'SIGKILL');
  }
  last = begun;
}, PATIENCE_MS);
