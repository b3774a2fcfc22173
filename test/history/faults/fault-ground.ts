import { setTimeout as pause } from 'node:timers/promises';
import type { Dice } from '../../../src/backend/dice.ts';
import type { Cluster } from '../cluster/cluster.ts';
import type { ClusterGateway } from '../cluster/cluster-gateway.ts';
import type { TcpProxy } from '../proxy/tcp-proxy.ts';

const POLL_MS = 20;

/** What faults happen to, and which gateways one has in hand. */
export class FaultGround {
  readonly cluster: Cluster;
  /** Between the clients and HAProxy. */
  readonly clients: TcpProxy;
  readonly #inHand = new Set<ClusterGateway>();

  constructor(cluster: Cluster, clients: TcpProxy) {
    this.cluster = cluster;
    this.clients = clients;
  }

  /** Takes a gateway that no other fault has in hand, for as long as `use` takes. */
  async withGateway(dice: Dice, use: (gateway: ClusterGateway) => Promise<void>): Promise<void> {
    for (;;) {
      const free = this.cluster.gateways.filter((gateway) => !this.#inHand.has(gateway));
      const gateway = free[dice.below(Math.max(1, free.length))];
      if (gateway === undefined) {
        await pause(POLL_MS);
        continue;
      }
      this.#inHand.add(gateway);
      try {
        await use(gateway);
      } finally {
        this.#inHand.delete(gateway);
      }
      return;
    }
  }
}
