import { type AdminClient, adminClient } from '../../../src/admin-api/index.ts';
import { freePorts } from '../../support/free-ports.ts';
import { GatewayProcess } from '../../support/gateway-process.ts';
import { waitFor } from '../../support/wait-for.ts';
import { TcpProxy } from '../proxy/tcp-proxy.ts';

const READY_TIMEOUT_MS = 60_000;
const ADMIN_TIMEOUT_MS = 6000;
const START_ATTEMPTS = 20;

/** One place in a cluster, where a gateway runs, is killed, and runs again under the same addresses. */
export class ClusterGateway implements AsyncDisposable {
  readonly name: string;
  readonly client: number;
  readonly http: number;
  /** Between it and NATS. */
  readonly natsProxy: TcpProxy;
  readonly #admin: number;
  readonly #flags: readonly string[];
  /** What gateways that ran here have logged at a level of error and above. */
  readonly faults: string[] = [];
  #process: GatewayProcess | null = null;
  #adminClient: AdminClient | null = null;

  private constructor(name: string, ports: readonly number[], natsProxy: TcpProxy, flags: readonly string[]) {
    const [client = 0, admin = 0, http = 0] = ports;
    this.name = name;
    this.client = client;
    this.#admin = admin;
    this.http = http;
    this.natsProxy = natsProxy;
    this.#flags = flags;
  }

  /** One that does not run yet. */
  static async prepare(name: string, natsPort: number, flags: readonly string[]): Promise<ClusterGateway> {
    return new ClusterGateway(name, await freePorts(3), await TcpProxy.start(natsPort), flags);
  }

  get running(): boolean {
    return this.#process?.running ?? false;
  }

  /** Who publishes here. Connects anew to a gateway that was started again. */
  get admin(): AdminClient {
    this.#adminClient ??= adminClient(`127.0.0.1:${this.#admin}`, { timeoutMs: ADMIN_TIMEOUT_MS });
    return this.#adminClient;
  }

  /** Resolves once it listens. */
  async start(): Promise<void> {
    const listen = ['--listen', local(this.client), '--admin', local(this.#admin), '--http', local(this.http)];
    const bus = ['--bus', `nats://${local(this.natsProxy.port)}`];
    const flags = [...listen, ...bus, ...this.#flags];
    for (let attempt = 1; ; attempt++) {
      try {
        this.#process = await GatewayProcess.start(flags);
        break;
      } catch (cause) {
        // A port may be taken for a moment, by whoever connected from it.
        if (attempt === START_ATTEMPTS) throw cause;
      }
    }
    this.#closeAdmin();
  }

  /** Waits until it is ready, and its bus is there. */
  async ready(): Promise<void> {
    await waitFor(
      `${this.name} is ready`,
      async () => {
        const process = this.#process;
        if (process === null || !process.running) return false;
        const metrics = await process.metrics().catch(() => null);
        return metrics?.get('trunkline_bus_up') === 1 && (await process.get('/ready')).status === 200;
      },
      READY_TIMEOUT_MS,
    );
  }

  async metric(name: string): Promise<number> {
    return (await this.#process?.metrics())?.get(name) ?? Number.NaN;
  }

  signal(signal: NodeJS.Signals): void {
    this.#process?.signal(signal);
  }

  /** kill -9. */
  async kill(): Promise<void> {
    const process = this.#process;
    if (process === null) return;
    if (!process.running) this.faults.push(`${this.name} ended by itself`);
    this.#process = null;
    this.#keepFaults(process);
    await process.destroy();
  }

  /** SIGTERM; resolves with the exit code, and how long that took. */
  async drain(): Promise<{ readonly code: number | null; readonly tookMs: number }> {
    const process = this.#process;
    if (process === null) throw new Error(`${this.name} does not run`);
    const startedAt = performance.now();
    process.signal('SIGTERM');
    const code = await process.exit();
    const tookMs = performance.now() - startedAt;
    this.#process = null;
    this.#keepFaults(process);
    await process.destroy();
    return { code, tookMs };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.kill();
    this.#closeAdmin();
    await this.natsProxy[Symbol.asyncDispose]();
  }

  #closeAdmin(): void {
    this.#adminClient?.close();
    this.#adminClient = null;
  }

  #keepFaults({ log }: GatewayProcess): void {
    this.faults.push(...log.filter(isFault).map((line) => `${this.name}: ${line}`));
  }
}

const local = (port: number): string => `127.0.0.1:${port}`;

/** Everything that is no JSON line of the log is the last word of a process that fell. */
function isFault(line: string): boolean {
  const match = /^\{"level":(\d+)/.exec(line);
  return match === null || Number(match[1]) >= 50;
}
