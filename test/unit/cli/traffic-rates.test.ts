import { describe, expect, it } from 'vitest';
import type { GetTrafficResponse, MethodTraffic } from '../../../src/admin-api/index.ts';
import { picture } from '../../../src/cli/traffic-rates.ts';

const method = (over: Partial<MethodTraffic> = {}): MethodTraffic => ({
  service: 'shop.v1.Orders',
  method: 'Get',
  backend: 'orders',
  calls: 0,
  failed: 0,
  callsByBucket: [0, 0, 0],
  ...over,
});

const answer = (
  nowMs: number,
  methods: MethodTraffic[],
  over: Partial<GetTrafficResponse> = {},
): GetTrafficResponse => ({
  nowMs,
  methods,
  bucketBoundsMs: [10, 100],
  callsInFlight: 3,
  connections: 2,
  sessionsActive: 2,
  sessionsDetached: 1,
  backends: 4,
  registryAgeMs: 12,
  ...over,
});

describe('a picture of the traffic', () => {
  it('is what happened between two looks, by second', () => {
    const before = answer(1000, [method({ calls: 100, failed: 10, callsByBucket: [90, 10, 0] })]);
    const now = answer(3000, [method({ calls: 300, failed: 14, callsByBucket: [190, 110, 0] })]);
    const seen = picture(before, now);
    expect(seen).toMatchObject({
      spanMs: 2000,
      callsPerSecond: 100,
      failedPerSecond: 2,
      callsInFlight: 3,
      backends: 4,
    });
    expect(seen.byMethod).toEqual([
      {
        backend: 'orders',
        method: 'shop.v1.Orders/Get',
        callsPerSecond: 100,
        failedPerSecond: 2,
        p50Ms: 10,
        p99Ms: expect.closeTo(98.2, 6),
      },
    ]);
  });

  it('adds the methods of a backend up, and has the busiest first', () => {
    const now = answer(1000, [
      method({ method: 'Get', calls: 10, callsByBucket: [10, 0, 0] }),
      method({ method: 'Put', calls: 30, failed: 1, callsByBucket: [0, 30, 0] }),
      method({ service: 'shop.v1.Stock', method: 'Find', backend: 'stock', calls: 20, callsByBucket: [20, 0, 0] }),
    ]);
    const seen = picture(answer(0, []), now);
    expect(seen.byBackend.map(({ backend, callsPerSecond }) => [backend, callsPerSecond])).toEqual([
      ['orders', 40],
      ['stock', 20],
    ]);
    expect(seen.byBackend[0]).toMatchObject({ method: '', failedPerSecond: 1, p50Ms: 40 });
    expect(seen.byMethod.map((rate) => rate.method)).toEqual([
      'shop.v1.Orders/Put',
      'shop.v1.Stock/Find',
      'shop.v1.Orders/Get',
    ]);
  });

  it('leaves out what was not called', () => {
    const still = method({ calls: 5, callsByBucket: [5, 0, 0] });
    const seen = picture(answer(0, [still]), answer(1000, [still]));
    expect([seen.callsPerSecond, seen.byMethod, seen.byBackend]).toEqual([0, [], []]);
  });

  it('says the last bound for what took longer than all buckets', () => {
    const seen = picture(answer(0, []), answer(1000, [method({ calls: 1, callsByBucket: [0, 0, 1] })]));
    expect(seen.byMethod[0]).toMatchObject({ p50Ms: 100, p99Ms: 100 });
  });

  it('begins anew where the gateway did', () => {
    const before = answer(60_000, [method({ calls: 1000, callsByBucket: [1000, 0, 0] })]);
    const now = answer(2000, [method({ calls: 10, callsByBucket: [10, 0, 0] })]);
    expect(picture(before, now)).toMatchObject({ spanMs: 2000, callsPerSecond: 5 });
  });
});
