import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mintToken } from '../src/auth/index.ts';
import { Child } from './child.ts';

const SECRET = 'a secret for benchmarks and nothing else';
const TOKEN_LIFETIME_MS = 86_400_000;
const CLI = join(import.meta.dirname, '../src/cli/main.js');

interface Addresses {
  /** This and `http` with their schemes. */
  readonly client: string;
  readonly admin: string;
  readonly http: string;
}

export interface ServedOptions {
  /** The Consul of its registry and its endpoints: HOST:PORT. */
  readonly consul: string;
  /** Its ACL token. Default: none. */
  readonly token?: string;
  /** Where it listens for clients and for who reads its metrics. Default: the loopback. */
  readonly host?: string;
  /** The network namespace that it is in, by name. Default: ours. */
  readonly namespace?: string;
}

/** `trunkline serve` on the registry of a Consul, in a process of its own. */
export class ServedGateway implements AsyncDisposable {
  readonly addresses: Addresses;
  /** What a client logs in with. */
  readonly token: string;
  readonly #child: Child;
  readonly #folder: string;

  private constructor(child: Child, folder: string, token: string) {
    this.token = token;
    this.#child = child;
    this.#folder = folder;
    this.addresses = JSON.parse(child.firstLine);
  }

  /** Resolves once it listens. */
  static async start({ consul, token, host = '127.0.0.1', namespace }: ServedOptions): Promise<ServedGateway> {
    const folder = mkdtempSync(join(tmpdir(), 'trunkline-bench-'));
    const listen = ['--listen', `${host}:0`, '--admin', '127.0.0.1:0', '--http', `${host}:0`];
    const registry = ['--data-dir', folder, '--registry', `consul://${consul}`, '--consul-address', consul];
    // Whoever can reach it from elsewhere has to prove who it is.
    const auth = host === '127.0.0.1' ? [] : ['--auth', 'jwt:secret', '--jwt-secret', SECRET];
    const child = await Child.start(
      CLI,
      ['serve', ...listen, ...registry, ...auth, '--log-level', 'error', '-o', 'json'],
      [],
      namespace === undefined ? [] : ['ip', 'netns', 'exec', namespace],
      token === undefined ? {} : { CONSUL_HTTP_TOKEN: token },
    );
    const claims = { user: 'bench', lifetimeMs: TOKEN_LIFETIME_MS, issuer: null, audience: null };
    return new ServedGateway(child, folder, await mintToken(SECRET, claims));
  }

  /** The most resident memory that it ever had, in bytes. proc(5) */
  get peakBytes(): number {
    const match = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${this.#child.pid}/status`, 'utf8'));
    return Number(match?.[1] ?? Number.NaN) * 1024;
  }

  /** A metric, by its name with labels as they are written. */
  async metric(name: string): Promise<number> {
    const text = await (await fetch(`${this.addresses.http}/metrics`)).text();
    const line = text.split('\n').find((sample) => sample.startsWith(`${name} `));
    return Number(line?.slice(name.length + 1) ?? Number.NaN);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#child[Symbol.asyncDispose]();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
