import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** nghttpd as a backend of gRPC's shape: it answers `path` with one message of `payload`, and with grpc-status 0. */
export class Nghttpd {
  readonly port: number;
  readonly #process: ChildProcess;
  readonly #folder: string;

  private constructor(port: number, process: ChildProcess, folder: string) {
    this.port = port;
    this.#process = process;
    this.#folder = folder;
  }

  static async start(path: string, payload: Uint8Array): Promise<Nghttpd> {
    const folder = mkdtempSync(join(tmpdir(), 'nghttpd-'));
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    const message = Buffer.alloc(5 + payload.length);
    message.writeUInt32BE(payload.length, 1);
    message.set(payload, 5);
    writeFileSync(file, message);
    const port = await freePort();
    const options = ['--no-tls', '-a', '127.0.0.1', '-d', folder, '--trailer', 'grpc-status: 0', '-m', '1000'];
    const child = spawn('nghttpd', [...options, `${port}`], { stdio: 'ignore' });
    await untilListening(port);
    return new Nghttpd(port, child, folder);
  }

  stop(): void {
    this.#process.kill();
    rmSync(this.#folder, { recursive: true });
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

async function untilListening(port: number): Promise<void> {
  for (let attempt = 0; attempt < 200; attempt++) {
    const open = await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1', () => {
        socket.destroy();
        resolve(true);
      });
      socket.once('error', () => resolve(false));
    });
    if (open) return;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error('nghttpd did not start: is the package nghttp2-server installed?');
}
