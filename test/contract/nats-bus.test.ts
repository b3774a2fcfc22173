import { NatsServer } from '../support/nats-server.ts';
import { NatsWorld } from '../support/nats-world.ts';
import { busContract, CAP } from './bus.contract.ts';

busContract(
  'over NATS',
  async () => {
    const server = await NatsServer.start();
    const world = new NatsWorld([server.address], { maxPerUser: CAP, replicas: 1 });
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
