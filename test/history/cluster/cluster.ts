import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { systemClock } from '../../../src/clock/index.ts';
import { CHECKOUT } from '../../support/checkout.ts';
import { ConsulAgent } from '../../support/consul-agent.ts';
import { consulStore } from '../../support/consul-store.ts';
import { NatsServer } from '../../support/nats-server.ts';
import { openRegistry, upload } from '../../support/registry.ts';
import { waitFor } from '../../support/wait-for.ts';
import { ClusterGateway } from './cluster-gateway.ts';
import { Haproxy } from './haproxy.ts';

const GATEWAYS = 3;
const BACKEND = 'orders';
const DESCRIPTORS = join(CHECKOUT, 'descriptors/orders.binpb');
const RESUME_SECRET = 'a secret of gateways that are killed all the time';
const START_TIMEOUT_MS = 60_000;

export interface ClusterOptions {
  /** The port of the backend of orders. */
  readonly backend: number;
  /** More flags of `trunkline serve`. */
  readonly flags?: readonly string[];
}

/**
 * Three gateways as processes, HAProxy in front, Consul with their registry and the backend's instances, and NATS. NATS is
 * one server, which starts again with what it had on disk: where that is killed the whole bus is away, and each gateway has
 * to come back to it by itself. Of three servers one may go, and hardly anybody notices.
 */
export class Cluster implements AsyncDisposable {
  readonly gateways: readonly ClusterGateway[];
  readonly nats: NatsServer;
  readonly haproxy: Haproxy;
  /** What was started, in order. */
  readonly #parts: readonly AsyncDisposable[];

  private constructor(
    gateways: readonly ClusterGateway[],
    nats: NatsServer,
    haproxy: Haproxy,
    parts: readonly AsyncDisposable[],
  ) {
    this.gateways = gateways;
    this.nats = nats;
    this.haproxy = haproxy;
    this.#parts = parts;
  }

  /** Resolves once all gateways serve the backend, and share the bus. */
  static async start(options: ClusterOptions): Promise<Cluster> {
    const parts: AsyncDisposable[] = [];
    try {
      const cluster = await Cluster.#start(options, parts);
      await cluster.ready();
      return cluster;
    } catch (cause) {
      await disposeOf(parts);
      throw cause;
    }
  }

  static async #start({ backend, flags = [] }: ClusterOptions, parts: AsyncDisposable[]): Promise<Cluster> {
    const consul = await ConsulAgent.start();
    parts.push(consul);
    const nats = await NatsServer.start();
    parts.push(nats);
    await register(consul, backend);
    const all = [
      ...['--registry', `consul://${consul.address}`, '--consul-address', consul.address],
      ...['--session-resume-secret', RESUME_SECRET, ...flags],
    ];
    const gateways: ClusterGateway[] = [];
    for (let index = 0; index < GATEWAYS; index++) {
      gateways.push(await ClusterGateway.prepare(`g${index}`, nats.port, all));
    }
    parts.push(...gateways);
    await Promise.all(gateways.map((gateway) => gateway.start()));
    const haproxy = await Haproxy.start(gateways);
    parts.push(haproxy);
    return new Cluster(gateways, nats, haproxy, parts);
  }

  /** Waits until every gateway is ready and has its bus, and knows where the backend is. */
  async ready(): Promise<void> {
    await Promise.all(this.gateways.map((gateway) => gateway.ready()));
    await waitFor(
      'all gateways know the backend',
      async () => {
        const metric = `trunkline_backend_endpoints{backend="${BACKEND}"}`;
        const known = await Promise.all(this.gateways.map((gateway) => gateway.metric(metric)));
        return known.every((count) => count === 1);
      },
      START_TIMEOUT_MS,
    );
  }

  /** What gateways have logged that must not be. */
  get faults(): readonly string[] {
    return this.gateways.flatMap(({ faults }) => faults);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await disposeOf(this.#parts);
  }
}

async function disposeOf(parts: readonly AsyncDisposable[]): Promise<void> {
  for (const part of [...parts].reverse()) await part[Symbol.asyncDispose]();
}

async function register(consul: ConsulAgent, port: number): Promise<void> {
  const instance = { ID: BACKEND, Name: BACKEND, Address: '127.0.0.1', Port: port };
  const { status } = await consul.request('PUT', '/v1/agent/service/register', JSON.stringify(instance));
  if (status !== 200) throw new Error(`Consul did not take the backend: ${status}`);
  const registry = await openRegistry(consulStore(consul.ports.http), { clock: systemClock });
  const target = { kind: 'consul', service: BACKEND, tag: '', datacenter: '' } as const;
  const taken = await registry
    .register(upload({ name: BACKEND, descriptorSet: readFileSync(DESCRIPTORS), target }))
    .finally(() => registry.close());
  if (taken.kind !== 'accepted') throw new Error('the orders were not accepted');
}
