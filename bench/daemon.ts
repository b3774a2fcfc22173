import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

const ATTEMPTS = 200;
const BETWEEN_MS = 25;

/** A server that is not of Node: started in the foreground on a free port, and there once it accepts a connection. */
export class Daemon implements AsyncDisposable {
  readonly port: number;
  readonly pid: number;
  readonly #process: ChildProcess;

  private constructor(port: number, pid: number, child: ChildProcess) {
    this.port = port;
    this.pid = pid;
    this.#process = child;
  }

  /** Rejects, with what it said, where it ends before it listens. */
  static async start(command: string, argsFor: (port: number) => readonly string[]): Promise<Daemon> {
    const port = await freePort();
    const child = spawn(command, argsFor(port), { stdio: ['ignore', 'ignore', 'pipe'] });
    let said = '';
    child.stderr.on('data', (chunk: Buffer) => {
      said = `${said}${chunk}`.slice(-2000);
    });
    child.on('error', (cause) => {
      said = cause.message;
    });
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      if (child.pid === undefined || child.exitCode !== null) break;
      if (await accepts(port)) return new Daemon(port, child.pid, child);
      await delay(BETWEEN_MS);
    }
    child.kill();
    throw new Error(`${command} does not listen. ${said}`);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#process.exitCode !== null || this.#process.signalCode !== null) return;
    const ended = once(this.#process, 'exit');
    this.#process.kill('SIGTERM');
    await ended;
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
