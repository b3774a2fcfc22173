import { describe, expect, it } from 'vitest';
import { type Balancer, Dice, type EndpointLane, openBalancer } from '../../../src/backend/index.ts';
import type { Balance } from '../../../src/registry/index.ts';
import { invokedStart, lanesOf } from '../../support/endpoint-lanes.ts';

const START = invokedStart();
const EVERY: readonly Balance[] = [
  { kind: 'least-requests' },
  { kind: 'round-robin' },
  { kind: 'weighted' },
  { kind: 'hash-user' },
  { kind: 'hash-metadata', key: 'tenant' },
];

function open(balance: Balance, lanes: readonly EndpointLane[]): Balancer {
  const balancer = openBalancer(balance, new Dice(1));
  balancer.use(lanes);
  return balancer;
}

/** How many of `times` picks each lane gets. `begin`: the calls stay open. */
function shares(balancer: Balancer, lanes: readonly EndpointLane[], times: number, begin = false): number[] {
  const counts = new Map(lanes.map((lane) => [lane, 0]));
  for (let pick = 0; pick < times; pick++) {
    const lane = balancer.pick(START, null);
    if (lane === null) continue;
    counts.set(lane, (counts.get(lane) ?? 0) + 1);
    if (begin) lane.inFlight++;
  }
  return [...counts.values()];
}

describe.each(EVERY)('the balancer $kind', (balance) => {
  it('finds nothing among none, and the only one of one', () => {
    expect(open(balance, []).pick(START, null)).toBeNull();
    const [only] = lanesOf({});
    expect(open(balance, lanesOf({}).slice(1)).pick(START, null)).toBeNull();
    expect(
      open(
        balance,
        [only].flatMap((lane) => lane ?? []),
      ).pick(START, null),
    ).toBe(only);
  });

  it('passes over what was tried, and finds nothing where all were', () => {
    const lanes = lanesOf({}, { weight: 5 }, {});
    const [first, second, third] = lanes;
    const balancer = open(balance, lanes);
    const tried = new Set([first, third].flatMap((lane) => lane ?? []));
    expect(Array.from({ length: 5 }, () => balancer.pick(START, tried))).toEqual(Array(5).fill(second));
    expect(balancer.pick(START, new Set(lanes))).toBeNull();
  });

  it('goes on with other endpoints when they change', () => {
    const balancer = open(balance, lanesOf({}, {}, {}));
    for (let pick = 0; pick < 2; pick++) balancer.pick(START, null);
    const others = lanesOf({}, {});
    balancer.use(others);
    expect(others).toContain(balancer.pick(START, null));
  });
});

describe('round robin', () => {
  it('takes each endpoint in its turn', () => {
    const lanes = lanesOf({}, {}, {});
    const balancer = open({ kind: 'round-robin' }, lanes);
    const ports = Array.from({ length: 7 }, () => balancer.pick(START, null)?.endpoint.port);
    expect(ports).toEqual([1, 2, 3, 1, 2, 3, 1]);
  });
});

describe('least requests', () => {
  it('never takes the busiest of two, and keeps what is open even', () => {
    const lanes = lanesOf({}, {}, {}, {});
    const balancer = open({ kind: 'least-requests' }, lanes);
    shares(balancer, lanes, 400, true);
    for (const { inFlight } of lanes) expect(Math.abs(inFlight - 100)).toBeLessThan(5);
  });

  it('gives an endpoint of three times the weight three times the calls that are open', () => {
    const lanes = lanesOf({ weight: 3 }, {});
    shares(open({ kind: 'least-requests' }, lanes), lanes, 400, true);
    expect(lanes.map(({ inFlight }) => inFlight)).toEqual([300, 100]);
  });

  it('takes the least busy of all for a call that is sent again', () => {
    const lanes = lanesOf({}, {}, {});
    const [first, second, third] = lanes;
    if (second !== undefined) second.inFlight = 2;
    expect(open({ kind: 'least-requests' }, lanes).pick(START, new Set(first && [first]))).toBe(third);
  });
});

describe('weighted', () => {
  it.each([
    [
      [1, 1, 2],
      [2500, 2500, 5000],
    ],
    [
      [1, 9, 90],
      [100, 900, 9000],
    ],
    [[7], [10_000]],
    [
      [1000, 1],
      [9990, 10],
    ],
  ])('gives weights %j their shares', (weights, expected) => {
    const lanes = lanesOf(...weights.map((weight) => ({ weight })));
    const counts = shares(open({ kind: 'weighted' }, lanes), lanes, 10_000);
    for (const [index, count] of counts.entries()) {
      expect(Math.abs(count - (expected[index] ?? 0))).toBeLessThan(200);
    }
  });
});

describe('consistent hashing', () => {
  const users = Array.from({ length: 2000 }, (_, index) => `user-${index}`);
  const portOf = (balancer: Balancer, user: string) => balancer.pick(invokedStart({ user }), null)?.endpoint.port;

  it('has each user at one endpoint, and all endpoints in use', () => {
    const lanes = lanesOf({}, {}, {}, {});
    const balancer = open({ kind: 'hash-user' }, lanes);
    const first = users.map((user) => portOf(balancer, user));
    expect(users.map((user) => portOf(balancer, user))).toEqual(first);
    for (const { endpoint } of lanes) {
      const share = first.filter((port) => port === endpoint.port).length;
      expect(share).toBeGreaterThan(300);
      expect(share).toBeLessThan(700);
    }
  });

  it('moves only the users of an endpoint that goes', () => {
    const lanes = lanesOf({}, {}, {}, {});
    const balancer = open({ kind: 'hash-user' }, lanes);
    const before = users.map((user) => portOf(balancer, user));
    balancer.use(lanes.slice(0, 3));
    const moved = users.filter((user, index) => before[index] !== 4 && portOf(balancer, user) !== before[index]);
    expect(moved).toEqual([]);
  });

  it('sends a user who has more open than an endpoint may have on to the next', () => {
    const lanes = lanesOf({}, {}, {}, {});
    const balancer = open({ kind: 'hash-user' }, lanes);
    const counts = shares(balancer, lanes, 400, true);
    expect(Math.max(...counts)).toBeLessThanOrEqual(126);
  });

  it('goes by the value of a metadata key, text or bytes, and by least requests without it', () => {
    const lanes = lanesOf({}, {}, {}, {});
    const balancer = open({ kind: 'hash-metadata', key: 'tenant' }, lanes);
    const pick = (value: string | Uint8Array, key = 'tenant') =>
      balancer.pick(
        invokedStart({
          metadata: [
            { key: 'other', value: 'x' },
            { key, value },
          ],
        }),
        null,
      );
    expect(pick('acme')).toBe(pick('acme'));
    expect(pick(Buffer.from('acme'))).toBe(pick('acme'));
    const without = new Set(Array.from({ length: 100 }, () => pick('acme', 'another')));
    expect(without.size).toBe(4);
  });
});
