import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePorts } from '../../support/free-ports.ts';
import { waitFor } from '../../support/wait-for.ts';

/** A gateway as HAProxy knows it: ports of the loopback. */
export interface HaproxyServer {
  readonly client: number;
  readonly http: number;
}

/**
 * Bytes from clients to gateways that are ready. One that drains is not ready, and keeps the connections that it has; one
 * that takes no connection any more is passed over at once.
 */
function configuration(port: number, servers: readonly HaproxyServer[]): string {
  const lines = servers.map(({ client, http }, index) => `  server g${index} 127.0.0.1:${client} check port ${http}`);
  return `global
  maxconn 8000

defaults
  mode tcp
  timeout connect 1s
  timeout client 1h
  timeout server 1h
  retries 3
  option redispatch 1

frontend clients
  bind 127.0.0.1:${port}
  default_backend gateways

backend gateways
  balance leastconn
  option httpchk GET /ready
  timeout check 1s
  default-server inter 300ms fall 2 rise 1
${lines.join('\n')}
`;
}

/** The real one, in front of the gateways. */
export class Haproxy implements AsyncDisposable {
  readonly port: number;
  readonly #child: ChildProcess;
  readonly #folder: string;

  private constructor(port: number, child: ChildProcess, folder: string) {
    this.port = port;
    this.#child = child;
    this.#folder = folder;
  }

  static async start(servers: readonly HaproxyServer[]): Promise<Haproxy> {
    const [port = 0] = await freePorts(1);
    const folder = await mkdtemp(join(tmpdir(), 'trunkline-haproxy-'));
    const file = join(folder, 'haproxy.cfg');
    await writeFile(file, configuration(port, servers));
    const child = spawn('haproxy', ['-f', file, '-db'], { stdio: ['ignore', 'ignore', 'pipe'] });
    let said = '';
    child.once('error', (cause) => {
      said += `${cause.message}: run \`node scripts/setup.mjs\``;
    });
    child.stderr.on('data', (chunk) => {
      said += chunk;
    });
    await waitFor('HAProxy takes connections', async () => {
      if (child.pid === undefined || child.exitCode !== null) throw new Error(`HAProxy ended: ${said}`);
      return await accepts(port);
    });
    return new Haproxy(port, child, folder);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#child.exitCode === null && this.#child.signalCode === null) {
      const ended = once(this.#child, 'exit');
      this.#child.kill('SIGKILL');
      await ended;
    }
    await rm(this.#folder, { recursive: true, force: true });
  }
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
