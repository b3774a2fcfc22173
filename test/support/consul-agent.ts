import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CHECKOUT } from './checkout.ts';
import { freePorts } from './free-ports.ts';
import { waitFor } from './wait-for.ts';

/** The real one, as `node scripts/setup.mjs` unpacks it. */
export const CONSUL = join(CHECKOUT, '.setup/consul-1.8.7/usr/bin/consul');
const START_TIMEOUT_MS = 30_000;
const ATTEMPTS = 3;

export interface ConsulOptions {
  /** Whether each request needs a token: then `managementToken` may do all, and nobody else anything. Default: no. */
  readonly acl?: boolean;
  /** More ports, by their names in the configuration. */
  readonly ports?: Readonly<Record<string, number>>;
  /** More of the agent's configuration, as in its files. */
  readonly config?: Readonly<Record<string, unknown>>;
}

/** The ports of an agent that other servers use. */
export interface ConsulPorts {
  readonly http: number;
  readonly server: number;
  readonly serf: number;
}

/** A real Consul server on free ports of the loopback, in a folder of its own. Its state survives a stop and a start. */
export class ConsulAgent implements AsyncDisposable {
  readonly ports: ConsulPorts;
  readonly folder: string;
  /** May do everything, where ACLs are on. Empty where they are off. */
  readonly managementToken: string;
  #child: ChildProcess | null = null;
  #output = '';

  private constructor(ports: ConsulPorts, folder: string, managementToken: string) {
    this.ports = ports;
    this.folder = folder;
    this.managementToken = managementToken;
  }

  /** A single server that leads itself, and is ready. */
  static async start(options: ConsulOptions = {}): Promise<ConsulAgent> {
    for (let attempt = 1; ; attempt++) {
      const agent = await ConsulAgent.prepare(options, (ports) => ({ bootstrap: true, node_name: `n${ports.server}` }));
      try {
        agent.run();
        await agent.ready();
        return agent;
      } catch (error) {
        await agent[Symbol.asyncDispose]();
        if (attempt === ATTEMPTS) throw error;
      }
    }
  }

  /** An agent that does not run yet. `own` is its configuration besides what all have. */
  static async prepare(
    options: ConsulOptions,
    own: (ports: ConsulPorts) => Readonly<Record<string, unknown>>,
  ): Promise<ConsulAgent> {
    if (!existsSync(CONSUL)) throw new Error(`there is no ${CONSUL}: run \`node scripts/setup.mjs\``);
    const [http = 0, server = 0, serf = 0] = await freePorts(3);
    const ports = { http, server, serf };
    const folder = await mkdtemp(join(tmpdir(), 'trunkline-consul-'));
    const managementToken = options.acl === true ? randomUUID() : '';
    const acl = { enabled: true, default_policy: 'deny', tokens: { master: managementToken, agent: managementToken } };
    const config = {
      server: true,
      data_dir: join(folder, 'data'),
      bind_addr: '127.0.0.1',
      client_addr: '127.0.0.1',
      ports: { http, server, serf_lan: serf, serf_wan: -1, dns: -1, grpc: -1, ...options.ports },
      performance: { raft_multiplier: 1 },
      disable_update_check: true,
      enable_script_checks: false,
      log_level: 'warn',
      ...(options.acl === true ? { acl } : {}),
      ...own(ports),
      ...options.config,
    };
    await writeFile(join(folder, 'agent.json'), JSON.stringify(config));
    return new ConsulAgent(ports, folder, managementToken);
  }

  /** HOST:PORT of its HTTP API. */
  get address(): string {
    return `127.0.0.1:${this.ports.http}`;
  }

  /** Where other servers reach it. */
  get serverAddress(): string {
    return `127.0.0.1:${this.ports.server}`;
  }

  /** The `serverAddress` of the leader, as this one sees it; empty where it sees none, or does not run. */
  async seenLeader(): Promise<string> {
    const response = await this.request('GET', '/v1/status/leader').catch(() => null);
    return response === null || response.status !== 200 ? '' : String(await response.json());
  }

  get pid(): number {
    if (this.#child?.pid === undefined) throw new Error('the agent does not run');
    return this.#child.pid;
  }

  /** Starts the process, the first time or again. */
  run(): void {
    const child = spawn(CONSUL, ['agent', '-config-file', join(this.folder, 'agent.json')], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { PATH: process.env['PATH'], HOME: this.folder },
    });
    const take = (chunk: string) => {
      this.#output += chunk;
    };
    child.stdout.setEncoding('utf8').on('data', take);
    child.stderr.setEncoding('utf8').on('data', take);
    this.#child = child;
  }

  /** Waits until a write goes through: there is a leader, and ACLs are in force where they are on. */
  async ready(): Promise<void> {
    await waitFor(
      'Consul takes a write',
      async () => {
        const child = this.#child;
        if (child === null || child.exitCode !== null) throw new Error(`Consul ended:\n${this.#output}`);
        const answer = await this.request('PUT', '/v1/kv/ready', 'ready').catch(() => null);
        return answer?.status === 200;
      },
      START_TIMEOUT_MS,
    );
    await this.request('DELETE', '/v1/kv/ready');
  }

  /** A request as `curl` would make it, with the management token where there is one. */
  async request(method: string, path: string, body?: string | Uint8Array<ArrayBuffer>): Promise<Response> {
    const headers: Record<string, string> =
      this.managementToken === '' ? {} : { 'X-Consul-Token': this.managementToken };
    return fetch(`http://${this.address}${path}`, { method, headers, ...(body === undefined ? {} : { body }) });
  }

  /** The same, where anything but 200 fails the test; the answer as JSON. */
  async json(method: string, path: string, body?: unknown): Promise<unknown> {
    const response = await this.request(method, path, body === undefined ? undefined : JSON.stringify(body));
    if (response.status !== 200) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    return response.json();
  }

  /** Makes a policy of `rules` and a token that has it. */
  async createToken(name: string, rules: string): Promise<{ readonly accessor: string; readonly token: string }> {
    await this.json('PUT', '/v1/acl/policy', { Name: name, Rules: rules });
    const made = await this.json('PUT', '/v1/acl/token', { Policies: [{ Name: name }] });
    if (typeof made !== 'object' || made === null || !('SecretID' in made && 'AccessorID' in made)) {
      throw new Error('Consul made no token');
    }
    return { accessor: String(made.AccessorID), token: String(made.SecretID) };
  }

  /** The id of a policy, by its name. */
  async policyId(name: string): Promise<string> {
    const policy = await this.json('GET', `/v1/acl/policy/name/${name}`);
    if (typeof policy !== 'object' || policy === null || !('ID' in policy)) throw new Error(`no policy ${name}`);
    return String(policy.ID);
  }

  signal(signal: NodeJS.Signals): void {
    this.#child?.kill(signal);
  }

  /** Ends the process, by default without any notice, and waits for its end. */
  async stop(signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
    const child = this.#child;
    this.#child = null;
    if (child === null || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill(signal);
    // A process that is stopped takes no other signal before it goes on.
    child.kill('SIGCONT');
    await ended;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop();
    await rm(this.folder, { recursive: true, force: true });
  }
}
