import { readFileSync } from 'node:fs';
import { CallError, type Client } from '../../src/client/index.ts';
import { systemClock } from '../../src/clock/index.ts';
import type { Registry } from '../../src/registry/index.ts';
import type { ConsulAgent } from '../../test/support/consul-agent.ts';
import { consulStore } from '../../test/support/consul-store.ts';
import { ECHO_DESCRIPTORS } from '../../test/support/echo-messages.ts';
import { openRegistry, upload } from '../../test/support/registry.ts';
import { waitFor } from '../../test/support/wait-for.ts';
import { methodsOf, registerBackend } from '../registry/company.ts';
import { ServedGateway, type ServedOptions } from '../served-gateway.ts';
import { Instances } from './instances.ts';
import { SteadyLoad } from './steady-load.ts';

const INSTANCES = 3;
const LIVE_TIMEOUT_MS = 60_000;
const METHODS = 1;

export interface GroundOptions {
  /** Where each of the gateways asks. */
  readonly gateways: readonly ServedOptions[];
  /** Whom instances tell of themselves. */
  readonly agent: ConsulAgent;
  /** Where instances listen. Default: the loopback. */
  readonly host?: string;
}

/** Gateways that share what is in Consul, with load on all of them. */
export class Ground implements AsyncDisposable {
  readonly gateways: readonly ServedGateway[];
  readonly instances: Instances;
  readonly load: SteadyLoad;
  #changes = 0;

  private constructor(gateways: readonly ServedGateway[], instances: Instances, load: SteadyLoad) {
    this.gateways = gateways;
    this.instances = instances;
    this.load = load;
  }

  static async open({ gateways, agent, host = '127.0.0.1' }: GroundOptions): Promise<Ground> {
    const instances = await Instances.start(agent, INSTANCES, host);
    await withRegistry(agent, registerEcho);
    const served: ServedGateway[] = [];
    for (const options of gateways) served.push(await ServedGateway.start(options));
    const ground = new Ground(served, instances, await SteadyLoad.start(served));
    await ground.allSeeAllInstances();
    // Until then, calls had nowhere to go.
    await ground.load.take();
    return ground;
  }

  /** Registers one more backend, through a server of Consul; says which it is. */
  async change(through: ConsulAgent): Promise<number> {
    const backend = this.#changes++;
    await withRegistry(through, (registry) => registerBackend(registry, backend, METHODS));
    return backend;
  }

  /** Waits until clients of all gateways can call that backend, or no longer can. */
  async seen(backend: number, expected: boolean): Promise<void> {
    const knows = (client: Client) => isKnown(client, backend);
    await waitFor(
      'all gateways have the change',
      async () => (await Promise.all(this.load.clients.map(knows))).every((known) => known === expected),
      LIVE_TIMEOUT_MS,
    );
  }

  async allSeeAllInstances(): Promise<void> {
    const endpoints = (gateway: ServedGateway) => gateway.metric('trunkline_backend_endpoints{backend="echo"}');
    await waitFor(
      'all gateways have all instances',
      async () => (await Promise.all(this.gateways.map(endpoints))).every((count) => count === this.instances.count),
      LIVE_TIMEOUT_MS,
    );
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.load[Symbol.asyncDispose]();
    await Promise.all(this.gateways.map((gateway) => gateway[Symbol.asyncDispose]()));
    await this.instances[Symbol.asyncDispose]();
  }
}

async function withRegistry(agent: ConsulAgent, use: (registry: Registry) => Promise<void>): Promise<void> {
  const store = consulStore(agent.ports.http, { consul: { token: agent.managementToken } });
  const registry = await openRegistry(store, { clock: systemClock });
  await use(registry).finally(() => registry.close());
}

async function registerEcho(registry: Registry): Promise<void> {
  const target = { kind: 'consul', service: 'echo', tag: '', datacenter: '' } as const;
  const result = await registry.register(
    upload({ name: 'echo', descriptorSet: readFileSync(ECHO_DESCRIPTORS), target }),
  );
  if (result.kind !== 'accepted') throw new Error('the echo backend was not accepted');
}

/** Nothing listens where the backends of the company should be: who knows of one says that it is away. */
async function isKnown(client: Client, backend: number): Promise<boolean> {
  const method = methodsOf(backend + 1).find(({ service }) => service.includes(`.backend${backend}.`));
  try {
    await client.callBinary(`${method?.service}/${method?.method}`, new Uint8Array(0));
    return true;
  } catch (error) {
    if (!(error instanceof CallError)) throw error;
    return error.reason !== 'UNKNOWN_SERVICE';
  }
}
