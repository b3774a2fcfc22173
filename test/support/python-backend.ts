import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { ECHO_DESCRIPTORS } from './echo-messages.ts';

const ECHO = resolve(import.meta.dirname, 'python/echo_backend.py');
const INTEROP = resolve(import.meta.dirname, 'python/interop_server.py');
/** Debian's own: it has the grpcio package that `scripts/setup.mjs` installs. */
const PYTHON = '/usr/bin/python3';

/** A backend on gRPC's C core, in a process of its own. */
export class PythonBackend {
  readonly address: string;
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess, address: string) {
    this.#child = child;
    this.address = address;
  }

  static startEcho(port = 0): Promise<PythonBackend> {
    return PythonBackend.#start(ECHO, ECHO_DESCRIPTORS, port);
  }

  /** The server of gRPC's interop cases. `descriptors` is the file with the set of grpc.testing. */
  static startInterop(descriptors: string): Promise<PythonBackend> {
    return PythonBackend.#start(INTEROP, descriptors, 0);
  }

  static async #start(script: string, descriptors: string, port: number): Promise<PythonBackend> {
    const child = spawn(PYTHON, [script, descriptors, `127.0.0.1:${port}`], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    const lines = createInterface({ input: child.stdout });
    const bound = await new Promise<string>((found, reject) => {
      lines.once('line', found);
      child.once('error', reject);
      child.once('exit', (code) => reject(new Error(`the Python backend ended with ${code} at its start`)));
    });
    return new PythonBackend(child, `127.0.0.1:${bound}`);
  }

  /** Kills the process. */
  async stop(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    this.#child.kill('SIGKILL');
    await once(this.#child, 'exit');
  }
}
