import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { findBuf } from '../../src/cli/buf-binary.ts';
import type { CliResult } from './run-cli.ts';

/**
 * `buf curl`: a gRPC client that nobody here wrote, and that knows of a server what the server's reflection says. What
 * it keeps goes into a folder of its own: without one it would leave a `v3/` where the tests run.
 */
export class BufCurl implements AsyncDisposable {
  readonly #url: string;
  readonly #folder: string;

  private constructor(url: string, folder: string) {
    this.#url = url;
    this.#folder = folder;
  }

  /** For the server at `address`, as `host:port`. */
  static async for(address: string): Promise<BufCurl> {
    return new BufCurl(`http://${address}`, await mkdtemp(join(tmpdir(), 'buf-curl-')));
  }

  /** Calls `service/method` with a message in JSON. */
  call(method: string, message: unknown, ...flags: readonly string[]): Promise<CliResult> {
    return this.#run(`/${method}`, JSON.stringify(message), '--data', '@-', ...flags);
  }

  /** What the server says that it serves: one name a line. */
  list(what: 'services' | 'methods'): Promise<CliResult> {
    return this.#run('', '', `--list-${what}`);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await rm(this.#folder, { recursive: true, force: true });
  }

  async #run(path: string, input: string, ...flags: readonly string[]): Promise<CliResult> {
    const buf = findBuf();
    if (buf === null) throw new Error('these tests need the optional dependency @bufbuild/buf: npm install');
    const args = ['curl', '--http2-prior-knowledge', '--protocol', 'grpc', ...flags, this.#url + path];
    const environment = { ...process.env, BUF_CACHE_DIR: this.#folder, HOME: this.#folder };
    const child = spawn(buf, args, { cwd: this.#folder, env: environment });
    child.stdin.end(input);
    const output = Promise.all([text(child.stdout), text(child.stderr)]);
    const [code] = await once(child, 'exit');
    const [stdout, stderr] = await output;
    return { code: typeof code === 'number' ? code : null, stdout, stderr };
  }
}
