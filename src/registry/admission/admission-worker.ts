import { parentPort, workerData } from 'node:worker_threads';
import { admit } from '../admission.ts';

// The whole of a worker thread: one upload in, one result out. What it throws, or takes too long or too much memory for,
// is seen by `WorkerAdmission`.
if (workerData instanceof Uint8Array) parentPort?.postMessage(admit(workerData));
