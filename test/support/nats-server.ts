import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePorts } from './free-ports.ts';
import { waitFor } from './wait-for.ts';

const START_TIMEOUT_MS = 20_000;

/** Where a server of a cluster finds the others. */
interface ClusterPlace {
  readonly name: string;
  readonly port: number;
  readonly routes: readonly string[];
}

/** A real nats-server with JetStream on free ports of the loopback, in a folder of its own. Its state survives a restart. */
export class NatsServer implements AsyncDisposable {
  readonly port: number;
  readonly #folder: string;
  readonly #monitorPort: number;
  readonly #arguments: readonly string[];
  #child: ChildProcess | null = null;
  #output = '';

  private constructor(port: number, monitorPort: number, folder: string, more: readonly string[]) {
    this.port = port;
    this.#monitorPort = monitorPort;
    this.#folder = folder;
    this.#arguments = more;
  }

  /** `configuration` is what a configuration file of NATS says. */
  static async start(more: readonly string[] = [], configuration = ''): Promise<NatsServer> {
    const server = await NatsServer.prepare(null, more);
    await server.configure(configuration);
    await server.run();
    return server;
  }

  static async prepare(place: ClusterPlace | null, more: readonly string[] = []): Promise<NatsServer> {
    const [port = 0, monitorPort = 0] = await freePorts(2);
    const folder = await mkdtemp(join(tmpdir(), 'trunkline-nats-'));
    const cluster =
      place === null
        ? []
        : [
            ...['--cluster_name', 'test', '--name', place.name, '--cluster', `nats://127.0.0.1:${place.port}`],
            ...['--routes', place.routes.join(',')],
          ];
    const server = new NatsServer(port, monitorPort, folder, [...cluster, ...more]);
    await server.configure('');
    return server;
  }

  get address(): string {
    return `127.0.0.1:${this.port}`;
  }

  get url(): string {
    return `nats://${this.address}`;
  }

  get pid(): number {
    return this.#child?.pid ?? 0;
  }

  get #configurationFile(): string {
    return join(this.#folder, 'nats.conf');
  }

  /** What its configuration file says from now on. A server that runs reads it at once, and goes on. */
  async configure(configuration: string): Promise<void> {
    // Said by a flag instead, it would be off for good once the file is read again.
    const jetStream = `jetstream { store_dir: ${JSON.stringify(this.#folder)} }`;
    await writeFile(this.#configurationFile, `${jetStream}\n${configuration}\n`);
    this.#child?.kill('SIGHUP');
  }

  /** How many clients it has cut off that did not read what it had for them. */
  async slowConsumers(): Promise<number> {
    const response = await fetch(`http://127.0.0.1:${this.#monitorPort}/varz`);
    const state: { readonly slow_consumers: number } = JSON.parse(await response.text());
    return state.slow_consumers;
  }

  /** Starts it, again with the state that it had, and waits until JetStream is ready. */
  async run(): Promise<void> {
    const child = spawn('nats-server', [
      ...['-c', this.#configurationFile],
      ...['-a', '127.0.0.1', '-p', `${this.port}`, '-m', `${this.#monitorPort}`],
      ...this.#arguments,
    ]);
    this.#child = child;
    child.once('error', (cause) => {
      this.#output += `${cause.message}: run \`node scripts/setup.mjs\``;
    });
    child.stderr.on('data', (chunk) => {
      this.#output += chunk;
    });
    await waitFor(
      'NATS is ready',
      async () => {
        if (child.exitCode !== null || child.pid === undefined) throw new Error(`nats-server ended:\n${this.#output}`);
        return this.#isHealthy();
      },
      START_TIMEOUT_MS,
    );
  }

  async #isHealthy(): Promise<boolean> {
    const response = await fetch(`http://127.0.0.1:${this.#monitorPort}/healthz`).catch(() => null);
    return response?.status === 200;
  }

  async stop(signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
    const child = this.#child;
    this.#child = null;
    if (child === null || child.exitCode !== null || child.signalCode !== null) return;
    const exited = once(child, 'exit');
    child.kill(signal);
    await exited;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop();
    await rm(this.#folder, { recursive: true, force: true });
  }
}

/** Three servers that keep what is stored together. */
export class NatsCluster implements AsyncDisposable {
  readonly servers: readonly NatsServer[];

  private constructor(servers: readonly NatsServer[]) {
    this.servers = servers;
  }

  static async start(): Promise<NatsCluster> {
    const ports = await freePorts(3);
    const routes = ports.map((port) => `nats://127.0.0.1:${port}`);
    const servers = await Promise.all(
      ports.map((port, index) => NatsServer.prepare({ name: `n${index}`, port, routes })),
    );
    await Promise.all(servers.map((server) => server.run()));
    return new NatsCluster(servers);
  }

  get url(): string {
    return `nats://${this.servers.map(({ address }) => address).join(',')}`;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const server of this.servers) await server[Symbol.asyncDispose]();
  }
}
