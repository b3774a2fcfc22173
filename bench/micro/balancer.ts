import { Dice, EndpointLane, type InvokedStart, openBalancer } from '../../src/backend/index.ts';
import type { Balance } from '../../src/registry/index.ts';
import type { MicroCase } from './measure.ts';

const START: InvokedStart = {
  path: '/shop.v1.OrderService/GetOrder',
  metadata: [
    { key: 'x-request-id', value: 'a1b2c3d4e5f60718' },
    { key: 'tenant', value: 'acme' },
  ],
  deadlineAtMs: 0,
  user: '0f8fad5b-d9cb-469f-a165-70867728950e',
};

const lanes = Array.from({ length: 10 }, (_, index) => {
  const endpoint = { host: '10.0.0.1', port: index + 1 };
  const sourced = { address: `10.0.0.1:${endpoint.port}`, endpoint, weight: 1 + (index % 3), tags: [] };
  const lane = new EndpointLane(sourced, {
    start() {
      throw new Error('nothing is called here');
    },
    waitingCalls: 0,
    connect() {},
    close() {},
  });
  lane.inFlight = index % 4;
  return lane;
});

function picking(name: string, balance: Balance): MicroCase {
  return {
    name: `${name}, of 10 endpoints`,
    run: (times) => {
      const balancer = openBalancer(balance, new Dice(1));
      balancer.use(lanes);
      let sum = 0;
      for (let i = 0; i < times; i++) sum += balancer.pick(START, null)?.endpoint.port ?? 0;
      return sum;
    },
  };
}

export const CASES: readonly MicroCase[] = [
  picking('least requests', { kind: 'least-requests' }),
  picking('round robin', { kind: 'round-robin' }),
  picking('weighted', { kind: 'weighted' }),
  picking('consistent hash of the user', { kind: 'hash-user' }),
  picking('consistent hash of metadata', { kind: 'hash-metadata', key: 'tenant' }),
];
