import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type AdminClient, adminClient } from '../../src/admin-api/index.ts';
import { Child } from '../child.ts';

const CLI = join(import.meta.dirname, '../../src/cli/main.js');
const ANY_PORT = '127.0.0.1:0';
const ADMIN_TIMEOUT_MS = 120_000;

/** `trunkline serve` in a process of its own, with who publishes at it. */
export class NotifiedGateway implements AsyncDisposable {
  readonly host: string;
  readonly port: number;
  readonly admin: AdminClient;
  readonly #http: string;
  readonly #child: Child;
  readonly #folder: string;

  private constructor(child: Child, folder: string) {
    const { client, admin, http }: { client: string; admin: string; http: string } = JSON.parse(child.firstLine);
    const { hostname, port } = new URL(client);
    this.host = hostname;
    this.port = Number(port);
    this.admin = adminClient(admin, { timeoutMs: ADMIN_TIMEOUT_MS });
    this.#http = http;
    this.#child = child;
    this.#folder = folder;
  }

  static async start(flags: readonly string[] = []): Promise<NotifiedGateway> {
    const folder = mkdtempSync(join(tmpdir(), 'trunkline-bench-'));
    const listen = ['--listen', ANY_PORT, '--admin', ANY_PORT, '--http', ANY_PORT];
    const args = ['serve', ...listen, '--data-dir', folder, '--log-level', 'error', '-o', 'json', ...flags];
    return new NotifiedGateway(await Child.start(CLI, args), folder);
  }

  get pid(): number {
    return this.#child.pid;
  }

  /** proc(5) */
  get residentBytes(): number {
    const match = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${this.pid}/status`, 'utf8'));
    return Number(match?.[1] ?? Number.NaN) * 1024;
  }

  /** The most since the process began. */
  get peakBytes(): number {
    const match = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${this.pid}/status`, 'utf8'));
    return Number(match?.[1] ?? Number.NaN) * 1024;
  }

  async metric(name: string): Promise<number> {
    const text = await (await fetch(`${this.#http}/metrics`)).text();
    const line = text.split('\n').find((sample) => sample.startsWith(`${name} `));
    return Number(line?.slice(name.length + 1) ?? Number.NaN);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.admin.close();
    await this.#child[Symbol.asyncDispose]();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
