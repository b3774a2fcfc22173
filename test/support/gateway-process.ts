import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { CHECKOUT } from './checkout.ts';

/** The built CLI: what a user runs. */
export const CLI = join(CHECKOUT, 'dist/src/cli/main.js');

const COLLECT_ON_SIGNAL = join(CHECKOUT, 'test/support/collect-on-signal.cjs');
/** Keeps glibc from raising its thresholds as it runs: memory that is freed goes back to the system. */
const MEMORY_GOES_BACK = { MALLOC_TRIM_THRESHOLD_: '131072', MALLOC_MMAP_THRESHOLD_: '131072' };

interface Addresses {
  readonly client: string;
  readonly admin: string;
  readonly http: string;
}

interface GatewayOptions {
  /** Default: a new one. */
  readonly dataDir?: string;
  readonly environment?: Readonly<Record<string, string>>;
}

/** The gateway as its users run it: `trunkline serve`, in a process and a data folder of its own. */
export class GatewayProcess {
  readonly addresses: Addresses;
  readonly dataDir: string;
  /** Everything that it logged, a line each. */
  readonly log: string[];
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess, addresses: Addresses, dataDir: string, log: string[]) {
    this.#child = child;
    this.addresses = addresses;
    this.dataDir = dataDir;
    this.log = log;
  }

  /** `flags` are those of `trunkline serve`. Every address is a free port of the loopback unless a flag says otherwise. */
  static async start(flags: readonly string[] = [], options: GatewayOptions = {}): Promise<GatewayProcess> {
    const folder = options.dataDir ?? (await mkdtemp(join(tmpdir(), 'trunkline-test-')));
    const free = ['--listen', '127.0.0.1:0', '--admin', '127.0.0.1:0', '--http', '127.0.0.1:0', '--data-dir', folder];
    const child = spawn(process.execPath, ['--require', COLLECT_ON_SIGNAL, CLI, 'serve', ...free, ...flags], {
      stdio: ['ignore', 'ignore', 'pipe'],
      env: { ...process.env, ...MEMORY_GOES_BACK, ...options.environment },
    });
    const log: string[] = [];
    const addresses = await new Promise<Addresses>((resolveAddresses, reject) => {
      child.once('exit', (code) =>
        reject(new Error(`the gateway ended with ${code} at its start:\n${log.join('\n')}`)),
      );
      createInterface({ input: child.stderr }).on('line', (line) => {
        log.push(line);
        const found = findAddresses(line);
        if (found !== null) resolveAddresses(found);
      });
    });
    return new GatewayProcess(child, addresses, folder, log);
  }

  get pid(): number {
    if (this.#child.pid === undefined) throw new Error('the gateway has no pid');
    return this.#child.pid;
  }

  get running(): boolean {
    return this.#child.exitCode === null && this.#child.signalCode === null;
  }

  /** GET of the operations listener. */
  async get(path: string): Promise<{ readonly status: number; readonly body: string }> {
    const response = await fetch(`http://${this.addresses.http}${path}`);
    return { status: response.status, body: await response.text() };
  }

  /** All metrics, by name with labels as they are written. */
  async metrics(): Promise<ReadonlyMap<string, number>> {
    const { body } = await this.get('/metrics');
    const samples = new Map<string, number>();
    for (const line of body.split('\n')) {
      const space = line.lastIndexOf(' ');
      if (line !== '' && !line.startsWith('#')) samples.set(line.slice(0, space), Number(line.slice(space + 1)));
    }
    return samples;
  }

  /** What the system counts as its resident memory, after its garbage was collected. */
  async residentBytes(): Promise<number> {
    this.signal('SIGIO');
    // Answered after the collection: both are events of one loop, and the signal came first.
    await this.get('/live');
    const status = await readFile(`/proc/${this.pid}/status`, 'utf8');
    const match = /^VmRSS:\s+(\d+) kB$/m.exec(status);
    if (match === null) throw new Error('no VmRSS');
    return Number(match[1]) * 1024;
  }

  async openFiles(): Promise<number> {
    return (await readdir(`/proc/${this.pid}/fd`)).length;
  }

  signal(signal: NodeJS.Signals): void {
    this.#child.kill(signal);
  }

  /** Waits for the end of the process, and returns its exit code. */
  async exit(): Promise<number | null> {
    if (this.running) await once(this.#child, 'exit');
    return this.#child.exitCode;
  }

  /** Stops the process at once and removes its folder. */
  async destroy(): Promise<void> {
    this.#child.kill('SIGKILL');
    await this.exit();
    await rm(this.dataDir, { recursive: true, force: true });
  }
}

function findAddresses(line: string): Addresses | null {
  if (!line.includes('"the gateway is up"')) return null;
  const entry: unknown = JSON.parse(line);
  if (typeof entry !== 'object' || entry === null) return null;
  if (!('client' in entry && 'admin' in entry && 'http' in entry)) return null;
  const { client, admin, http } = entry;
  if (typeof client !== 'string' || typeof admin !== 'string' || typeof http !== 'string') return null;
  return { client, admin, http };
}
