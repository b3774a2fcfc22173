import { readFileSync } from 'node:fs';
import { adminClient } from '../../src/admin-api/index.ts';
import type { ConsulAgent } from './consul-agent.ts';
import { ECHO_DESCRIPTORS, ECHO_SERVICE, encodeEchoRequest } from './echo-messages.ts';
import { GatewayProcess } from './gateway-process.ts';
import { NodeEchoBackend } from './node-echo-backend.ts';
import { RawClient } from './raw-client.ts';

/** Gateways that share a registry in Consul, with a backend, and a client of each that calls it. */
export class ConsulGround implements AsyncDisposable {
  readonly gateways: readonly GatewayProcess[];
  readonly echo: NodeEchoBackend;
  readonly #clients: readonly RawClient[];
  #seq = 0;

  private constructor(gateways: readonly GatewayProcess[], echo: NodeEchoBackend, clients: readonly RawClient[]) {
    this.gateways = gateways;
    this.echo = echo;
    this.#clients = clients;
  }

  /** A gateway for each of `addresses`, each on the Consul of its own; registers `echo` through the first one. */
  static async open(addresses: readonly string[], flags: readonly string[] = []): Promise<ConsulGround> {
    const gateways: GatewayProcess[] = [];
    for (const address of addresses) {
      gateways.push(await GatewayProcess.start(['--registry', `consul://${address}`, ...flags]));
    }
    const echo = await NodeEchoBackend.start();
    const clients = await Promise.all(gateways.map(({ addresses }) => RawClient.login(addresses.client)));
    const ground = new ConsulGround(gateways, echo, clients);
    await ground.register(0, 'echo');
    return ground;
  }

  /** Registers the echo service for a backend, through the gateway of that place. */
  async register(through: number, name: string, timeoutMs = 1000): Promise<void> {
    const admin = adminClient(this.#gateway(through).addresses.admin, { timeoutMs: 10_000 });
    try {
      await admin.call(admin.registry.RegisterBackend, {
        name,
        descriptorSet: readFileSync(ECHO_DESCRIPTORS),
        endpoints: [this.echo.address],
        policy: { timeoutMs },
      });
    } finally {
      admin.close();
    }
  }

  /** The number of the live revision of `echo`, as the gateway of that place serves it; 0 where it has none. */
  async revision(of: number): Promise<number> {
    const admin = adminClient(this.#gateway(of).addresses.admin, { timeoutMs: 10_000 });
    try {
      const { backend } = await admin.call(admin.registry.GetBackend, { name: 'echo' });
      return backend?.revision?.number ?? 0;
    } catch {
      return 0;
    } finally {
      admin.close();
    }
  }

  /** Whether a call through each gateway is answered as it should be. */
  async allServe(): Promise<boolean> {
    const seq = ++this.#seq;
    const answers = await Promise.all(
      this.#clients.map((client) => {
        client.request(seq, { service: ECHO_SERVICE, method: 'Unary', payload: encodeEchoRequest({}) });
        return client.response(seq);
      }),
    );
    return answers.every(({ status }) => status === 0);
  }

  #gateway(place: number): GatewayProcess {
    const gateway = this.gateways[place];
    if (gateway === undefined) throw new Error(`there is no gateway ${place}`);
    return gateway;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const client of this.#clients) client.destroy();
    await Promise.all(this.gateways.map((gateway) => gateway.destroy()));
    await this.echo.stop();
  }
}

/** Where one agent answers, once for each of `count` gateways. */
export function sharedBy(agent: ConsulAgent, count: number): readonly string[] {
  return Array.from({ length: count }, () => agent.address);
}
