import { NatsServer } from '../support/nats-server.ts';
import { NatsWorld } from '../support/nats-world.ts';
import { busContract, CAP, CAP_BYTES } from './bus.contract.ts';

busContract(
  'over NATS',
  async () => {
    const server = await NatsServer.start();
    const world = new NatsWorld([server.address], { maxPerUser: CAP, maxBytesPerUser: CAP_BYTES, replicas: 1 });
    return {
      clock: world.clock,
      open: (gateways) => world.open(gateways),
      close: async () => {
        await world.close();
        await server[Symbol.asyncDispose]();
      },
    };
  },
  2,
);
