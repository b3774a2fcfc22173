import { connect } from 'node:net';
import { Child } from './child.ts';
import { isRecord } from './read-json.ts';
import type { Screen } from './screen.ts';
import type { Addresses } from './stage.ts';

const CLI = 'dist/src/cli/main.js';
const BACKENDS = ['orders', 'stock', 'prices'];
const LISTENERS = [
  { flag: '--listen', port: 7400 },
  { flag: '--admin', port: 7401 },
  { flag: '--http', port: 7402 },
];

export interface Started {
  readonly addresses: Addresses;
  /** What the commands need to find the gateway: nothing where it has the default ports. */
  readonly adminFlags: readonly string[];
  readonly gatewayFlags: readonly string[];
}

/** Starts the built gateway on the default ports, or on free ones where something else has them. */
export async function startGateway(screen: Screen, dataDir: string, children: Child[]): Promise<Started> {
  screen.step('The gateway starts');
  const taken = await Promise.all(LISTENERS.map(({ port }) => isTaken(port)));
  const usual = !taken.includes(true);
  const ports = usual ? [] : LISTENERS.flatMap(({ flag }) => [flag, '127.0.0.1:0']);
  const args = ['serve', '--data-dir', dataDir, ...ports];
  screen.command(`npx trunkline ${args.join(' ')}`);
  const startedAtMs = performance.now();
  const child = new Child('the gateway', [CLI, ...args, '-o', 'json', '--log-level', 'warn']);
  children.push(child);
  const addresses = readAddresses(await child.firstLine());
  const { client, admin, http } = addresses;
  const tookMs = performance.now() - startedAtMs;
  screen.right(`up after ${tookMs.toFixed(0)} ms: clients at ${client}, operators at ${admin}, metrics at ${http}`);
  return usual
    ? { addresses, adminFlags: [], gatewayFlags: [] }
    : { addresses, adminFlags: ['--admin', admin], gatewayFlags: ['--gateway', client] };
}

/** Starts the backends, each a gRPC server in a process of its own, and gives their addresses by name. */
export async function startBackends(screen: Screen, children: Child[]): Promise<ReadonlyMap<string, string>> {
  screen.step('Three gRPC backends start');
  const started = await Promise.all(
    BACKENDS.map(async (name) => {
      const child = new Child(`the backend ${name}`, [`dist/scripts/demo/backends/${name}.js`]);
      children.push(child);
      return [name, await child.firstLine()] as const;
    }),
  );
  screen.right(started.map(([name, endpoint]) => `${name} ${endpoint}`).join(', '));
  return new Map(started);
}

function readAddresses(line: string): Addresses {
  const said: unknown = JSON.parse(line);
  const { client, admin, http } = isRecord(said) ? said : {};
  if (typeof client !== 'string' || typeof admin !== 'string' || typeof http !== 'string') {
    throw new Error(`The gateway did not say where it listens, but: ${line}`);
  }
  return { client, admin, http };
}

function isTaken(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port });
    socket.on('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.on('error', () => resolve(false));
  });
}
