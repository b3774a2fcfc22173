import { ConsulAgent, type ConsulOptions } from './consul-agent.ts';
import { waitFor } from './wait-for.ts';

const SERVERS = 3;
const ATTEMPTS = 3;

/** Three real Consul servers that vote, on the loopback. */
export class ConsulCluster implements AsyncDisposable {
  readonly agents: readonly ConsulAgent[];

  private constructor(agents: readonly ConsulAgent[]) {
    this.agents = agents;
  }

  /** Gives the cluster once each server takes writes. */
  static async start(options: ConsulOptions = {}): Promise<ConsulCluster> {
    for (let attempt = 1; ; attempt++) {
      const agents: ConsulAgent[] = [];
      for (let index = 0; index < SERVERS; index++) {
        const join = agents.map(({ ports }) => `127.0.0.1:${ports.serf}`);
        agents.push(
          await ConsulAgent.prepare(options, ({ server }) => ({
            bootstrap_expect: SERVERS,
            node_name: `n${server}`,
            retry_join: join,
            retry_interval: '500ms',
          })),
        );
      }
      const cluster = new ConsulCluster(agents);
      try {
        for (const agent of agents) agent.run();
        await Promise.all(agents.map((agent) => agent.ready()));
        return cluster;
      } catch (error) {
        await cluster[Symbol.asyncDispose]();
        if (attempt === ATTEMPTS) throw error;
      }
    }
  }

  /** The server that leads now, and the other ones. Waits where there is an election. */
  async roles(): Promise<{ readonly leader: ConsulAgent; readonly followers: readonly ConsulAgent[] }> {
    let leader: ConsulAgent | undefined;
    await waitFor(
      'Consul has a leader',
      async () => {
        const addresses = await Promise.all(this.agents.map((agent) => agent.seenLeader()));
        leader = this.agents.find(({ serverAddress }) => addresses.includes(serverAddress));
        return leader !== undefined;
      },
      30_000,
    );
    if (leader === undefined) throw new Error('there is no leader');
    const found = leader;
    return { leader: found, followers: this.agents.filter((agent) => agent !== found) };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all(this.agents.map((agent) => agent[Symbol.asyncDispose]()));
  }
}
