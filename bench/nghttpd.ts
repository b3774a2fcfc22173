import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Daemon } from './daemon.ts';

const STREAMS = 1024;
/** Windows of 2^20 and 2^24 bytes, as gRPC servers grow theirs to. */
const STREAM_WINDOW_BITS = 20;
const CONNECTION_WINDOW_BITS = 24;

/**
 * nghttpd as a backend of gRPC's shape, in C: it answers `path` with one message of `payload`, whatever the request
 * holds, and with grpc-status 0.
 */
export class Nghttpd implements AsyncDisposable {
  readonly port: number;
  readonly #daemon: Daemon;
  readonly #folder: string;

  private constructor(daemon: Daemon, folder: string) {
    this.port = daemon.port;
    this.#daemon = daemon;
    this.#folder = folder;
  }

  static async start(path: string, payload: Uint8Array): Promise<Nghttpd> {
    const folder = mkdtempSync(join(tmpdir(), 'trunkline-nghttpd-'));
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    const message = Buffer.alloc(5 + payload.length);
    message.writeUInt32BE(payload.length, 1);
    message.set(payload, 5);
    writeFileSync(file, message);
    const windows = ['-w', `${STREAM_WINDOW_BITS}`, '-W', `${CONNECTION_WINDOW_BITS}`];
    const options = ['--no-tls', '-a', '127.0.0.1', '-d', folder, '--trailer', 'grpc-status: 0', '-m', `${STREAMS}`];
    const daemon = await Daemon.start('nghttpd', (port) => [...options, ...windows, `${port}`]);
    return new Nghttpd(daemon, folder);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#daemon[Symbol.asyncDispose]();
    rmSync(this.#folder, { recursive: true });
  }
}
