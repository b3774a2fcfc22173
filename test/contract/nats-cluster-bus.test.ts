import { NatsCluster } from '../support/nats-server.ts';
import { NatsWorld } from '../support/nats-world.ts';
import { busContract, CAP, CAP_BYTES } from './bus.contract.ts';

busContract(
  'over a cluster of three NATS servers',
  async () => {
    const cluster = await NatsCluster.start();
    const addresses = cluster.servers.map(({ address }) => address);
    const world = new NatsWorld(addresses, { maxPerUser: CAP, maxBytesPerUser: CAP_BYTES, replicas: 3 });
    return {
      clock: world.clock,
      open: (gateways) => world.open(gateways),
      close: async () => {
        await world.close();
        await cluster[Symbol.asyncDispose]();
      },
    };
  },
  2,
);
