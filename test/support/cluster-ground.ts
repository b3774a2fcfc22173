import { ECHO_DESCRIPTORS } from './echo-messages.ts';
import { EventWatch } from './event-watch.ts';
import { NatsServer } from './nats-server.ts';
import { NodeEchoBackend } from './node-echo-backend.ts';
import { NotifyGround } from './notify-ground.ts';
import { RawClient } from './raw-client.ts';
import { runCli } from './run-cli.ts';
import { waitFor } from './wait-for.ts';

const SECRET = 'a secret of more than thirty-two letters';

/** What a client needs to come back. */
export interface Ticket {
  readonly sessionId: string;
  readonly resumeToken: string;
  readonly lastOffset: number;
  readonly lastSeq: number;
  readonly attempt: number;
}

/** Gateways over one NATS, with the echo backend at each, and clients that come and go as a test says. */
export class ClusterGround implements AsyncDisposable {
  readonly nats: NatsServer;
  readonly echo: NodeEchoBackend;
  readonly gateways: NotifyGround;
  readonly #clients: RawClient[] = [];
  readonly #watched: EventWatch[] = [];

  private constructor(nats: NatsServer, echo: NodeEchoBackend, gateways: NotifyGround) {
    this.nats = nats;
    this.echo = echo;
    this.gateways = gateways;
  }

  static async open(count: number, flags: readonly string[] = []): Promise<ClusterGround> {
    const [nats, echo] = await Promise.all([NatsServer.start(), NodeEchoBackend.start()]);
    const gateways = await NotifyGround.open(count, nats.url, ['--session-resume-secret', SECRET, ...flags]);
    const ground = new ClusterGround(nats, echo, gateways);
    await Promise.all(gateways.gateways.map((_, at) => ground.registerAt(at)));
    return ground;
  }

  /** Registers the echo backend at a gateway: each has a registry of its own. */
  async registerAt(at: number): Promise<void> {
    const { admin } = this.gateways.gateway(at).addresses;
    const upload = ['--descriptors', ECHO_DESCRIPTORS, '--endpoint', this.echo.address, '--admin', admin];
    const { code, stderr } = await runCli(['backend', 'register', 'echo', ...upload]);
    if (code !== 0) throw new Error(stderr);
  }

  async login(at: number, token: string, ticket: Ticket | null = null) {
    const client = await RawClient.connect(this.gateways.gateway(at).addresses.client);
    this.#clients.push(client);
    client.hello({ token, resume: ticket });
    const frame = await client.frame({ kind: 'welcome' });
    if (frame.kind !== 'welcome') throw new Error('no welcome');
    // Gateways know the order of logins by the millisecond.
    const welcomedAtMs = Date.now();
    await waitFor('the clock has moved on', () => Date.now() > welcomedAtMs);
    const { sessionId, resumeToken, resumed } = frame.body;
    return { client, resumed, ticket: { sessionId, resumeToken, lastOffset: 0, lastSeq: 0, attempt: 0 } };
  }

  async watch(at: number, cluster = true): Promise<EventWatch> {
    const events = await EventWatch.open(this.gateways.gateway(at).addresses.admin, cluster);
    this.#watched.push(events);
    return events;
  }

  /** Ids of the sessions that a gateway has, or all of them. */
  async sessionsAt(at: number, ...flags: readonly string[]): Promise<readonly string[]> {
    const { admin } = this.gateways.gateway(at).addresses;
    const { stdout } = await runCli(['sessions', 'list', '-o', 'json', '--admin', admin, ...flags]);
    const { sessions }: { sessions: readonly { readonly id: string }[] } = JSON.parse(stdout);
    return sessions.map(({ id }) => id);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const client of this.#clients) client.destroy();
    await Promise.all(this.#watched.map((events) => events[Symbol.asyncDispose]()));
    await this.gateways[Symbol.asyncDispose]();
    await Promise.all([this.echo.stop(), this.nats[Symbol.asyncDispose]()]);
  }
}
