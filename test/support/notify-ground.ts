import type { PublishResponse } from '../../src/admin-api/index.ts';
import { type Client, type ConnectOptions, connect } from '../../src/client/index.ts';
import { tcpTransport } from '../../src/client/tcp-transport.ts';
import { GatewayProcess } from './gateway-process.ts';
import { publish } from './publish.ts';
import { waitFor } from './wait-for.ts';

/** What a program of the client library saw, once for each time that its handler ran. */
export interface Seen {
  readonly id: string;
  readonly attempt: number;
}

/** Gateways on one bus, and clients that find whichever of them is there. */
export class NotifyGround implements AsyncDisposable {
  readonly gateways: GatewayProcess[];
  readonly #clients: Client[] = [];
  readonly #flags: readonly string[];

  private constructor(gateways: GatewayProcess[], flags: readonly string[]) {
    this.gateways = gateways;
    this.#flags = flags;
  }

  /** `bus` is what `--bus` takes. */
  static async open(count: number, bus: string, flags: readonly string[] = []): Promise<NotifyGround> {
    const all = ['--bus', bus, ...flags];
    const gateways = await Promise.all(Array.from({ length: count }, () => GatewayProcess.start(all)));
    const ground = new NotifyGround(gateways, all);
    for (const gateway of gateways) await ground.busIs(gateway, 1);
    return ground;
  }

  gateway(at = 0): GatewayProcess {
    const gateway = this.gateways[at];
    if (gateway === undefined) throw new Error(`no gateway ${at}`);
    return gateway;
  }

  /** Waits until a gateway says that its bus is up, 1, or down, 0. */
  async busIs(gateway: GatewayProcess, state: 0 | 1): Promise<void> {
    await waitFor(
      `the bus is ${state}`,
      async () => (await gateway.metrics()).get('trunkline_bus_up') === state,
      30_000,
    );
  }

  publish(at: number, request: Parameters<typeof publish>[1]): Promise<PublishResponse> {
    return publish(this.gateway(at).addresses.admin, request);
  }

  /** A client that tries the gateways in their order, from `first`, and each time that it connects the next. */
  async login(user: string, first = 0, options: ConnectOptions = {}): Promise<Client> {
    let tries = first;
    const client = await connect(`tcp://${this.gateway(first).addresses.client}`, {
      token: user,
      reconnect: { minDelayMs: 10, maxDelayMs: 200 },
      ...options,
      transport: {
        ...tcpTransport,
        open: (_url, receiver) => {
          const running = this.gateways.filter(({ running: runs }) => runs);
          const next = running[tries++ % running.length] ?? this.gateway(0);
          return tcpTransport.open(new URL(`tcp://${next.addresses.client}`), receiver);
        },
      },
    });
    this.#clients.push(client);
    return client;
  }

  /** Starts one more, as the others are, whether its bus is there or not. */
  async startAnotherWithoutBus(): Promise<GatewayProcess> {
    const gateway = await GatewayProcess.start(this.#flags);
    this.gateways.push(gateway);
    return gateway;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all(this.#clients.map((client) => client.close({ timeoutMs: 0 })));
    await Promise.all(this.gateways.map((gateway) => gateway.destroy()));
  }
}
