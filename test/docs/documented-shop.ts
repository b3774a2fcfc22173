import { chmod, cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { adminClient } from '../../src/admin-api/index.ts';
import { type Client, connect } from '../../src/client/index.ts';
import { ConsulAgent } from '../support/consul-agent.ts';
import { CLI, GatewayProcess } from '../support/gateway-process.ts';
import { ShopBackend } from '../support/shop-backend.ts';
import { ROOT } from './root.ts';

const BACKENDS = ['orders', 'stock', 'prices'] as const;
const BUSINESS_PAUSE_MS = 100;
/** The session that the documents name. */
const SESSION = 'zWe_OgAavpDiroakhF98Zg';

/**
 * What a reader of the documents has in front of them: a gateway, the three backends of the shop, registered, a spare
 * one for prices, a client that is connected, and a folder with protos. The addresses of the documents stand for those
 * of this run.
 */
export class DocumentedShop implements AsyncDisposable {
  readonly folder: string;
  /** The project of someone who uses the client library. */
  readonly project: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly #gateway: GatewayProcess;
  readonly #backends: readonly ShopBackend[];
  readonly #client: Client;
  readonly #consul: ConsulAgent;
  readonly #stands: ReadonlyMap<string, string>;
  readonly #closing = new AbortController();
  #business: Promise<unknown> | null = null;

  private constructor(
    folder: string,
    gateway: GatewayProcess,
    backends: readonly ShopBackend[],
    client: Client,
    consul: ConsulAgent,
    stands: ReadonlyMap<string, string>,
  ) {
    this.folder = folder;
    this.project = join(folder, 'project');
    this.#gateway = gateway;
    this.#backends = backends;
    this.#client = client;
    this.#consul = consul;
    this.#stands = stands;
    this.environment = {
      PATH: `${join(folder, 'bin')}:${process.env['PATH'] ?? ''}`,
      TRUNKLINE_ADMIN: gateway.addresses.admin,
      TRUNKLINE_GATEWAY: `tcp://${gateway.addresses.client}`,
    };
  }

  static async open(): Promise<DocumentedShop> {
    const folder = await mkdtemp(join(tmpdir(), 'trunkline-docs-'));
    const gateway = await GatewayProcess.start();
    const backends = await Promise.all(BACKENDS.map((name) => ShopBackend.start(name)));
    const spare = await ShopBackend.start('prices');
    const client = await connect(`tcp://${gateway.addresses.client}`, { client: 'demo/1' });
    const consul = await ConsulAgent.start();
    const stands = new Map([
      ['127.0.0.1:8500', consul.address],
      ['10.0.0.7:50051', backends[0]?.address ?? ''],
      ['127.0.0.1:50053', spare.address],
      ['127.0.0.1:7400', gateway.addresses.client],
      ['127.0.0.1:7401', gateway.addresses.admin],
      ['127.0.0.1:7402', gateway.addresses.http],
      ['../trunkline', ROOT],
      ['./data', join(folder, 'data')],
      [SESSION, client.session.id],
    ]);
    const shop = new DocumentedShop(folder, gateway, [...backends, spare], client, consul, stands);
    await shop.#furnish();
    return shop;
  }

  /** A text of the documents, with the addresses and names of this run. */
  here(text: string): string {
    return [...this.#stands].reduce((done, [documented, actual]) => done.replaceAll(documented, actual), text);
  }

  /** Makes the shop what it is at the start of a page: each backend is live with its own descriptors. */
  register(): Promise<void> {
    return this.#register({});
  }

  /** Gives every backend one more revision, unlike the earlier ones. */
  revise(): Promise<void> {
    return this.#register({ timeoutMs: 4_321 });
  }

  /** The protos of orders as their team has them, changed. */
  async changeProto(change: (source: string) => string): Promise<void> {
    const file = join(this.folder, 'proto/demo/orders/v1/orders.proto');
    await writeFile(file, change(await readFile(join(ROOT, 'proto/demo/orders/v1/orders.proto'), 'utf8')));
  }

  /** From now on there is something to see: calls, sessions that come and go, revisions of orders. */
  async openForBusiness(): Promise<void> {
    if (this.#business !== null) return;
    const till = await connect(this.here('tcp://127.0.0.1:7400'), { client: 'till/7', token: 'ann' });
    await sell(till);
    this.#business = Promise.all([this.#sellOn(till), this.#seeVisitors()]);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#closing.abort();
    await this.#business;
    await this.#client.close();
    await this.#gateway.destroy();
    await this.#consul[Symbol.asyncDispose]();
    await Promise.all(this.#backends.map((backend) => backend[Symbol.asyncDispose]()));
    await rm(this.folder, { recursive: true, force: true });
  }

  /** Apart from what else happens: on a busy machine that takes longer than somebody looks. */
  async #sellOn(till: Client): Promise<void> {
    while (!this.#closing.signal.aborted) {
      await sell(till);
      await pause(BUSINESS_PAUSE_MS);
    }
    await till.close();
  }

  async #seeVisitors(): Promise<void> {
    for (let round = 1; !this.#closing.signal.aborted; round++) {
      const visitor = await connect(this.here('tcp://127.0.0.1:7400'), { client: 'till/7', token: 'ann' });
      await visitor.close();
      await this.#register({ timeoutMs: 1000 + round });
      await pause(BUSINESS_PAUSE_MS);
    }
  }

  async #register(policy: { readonly timeoutMs?: number }): Promise<void> {
    const admin = adminClient(this.#gateway.addresses.admin, { timeoutMs: 30_000 });
    for (const [index, name] of BACKENDS.entries()) {
      const descriptorSet = await readFile(join(ROOT, `descriptors/${name}.binpb`));
      const endpoints = [this.#backends[index]?.address ?? ''];
      await admin.call(admin.registry.RegisterBackend, { name, descriptorSet, endpoints, policy });
    }
    admin.close();
  }

  async #furnish(): Promise<void> {
    const command = join(this.folder, 'bin/trunkline');
    await mkdir(join(this.folder, 'bin'));
    await writeFile(command, `#!/bin/sh\nexec '${process.execPath}' '${CLI}' "$@"\n`);
    await chmod(command, 0o755);
    await mkdir(this.project);
    await writeFile(join(this.project, 'package.json'), '{"private": true}\n');
    for (const part of ['money', 'orders']) {
      await cp(join(ROOT, 'proto/demo', part), join(this.folder, 'proto/demo', part), { recursive: true });
    }
    await writeFile(join(this.folder, 'trunkline.yaml'), 'drainMs: soon\n');
  }
}

async function sell(till: Client): Promise<void> {
  await till.call('demo.orders.v1.OrderService/GetOrder', { id: 'A-1002' });
}
