import { describe, expect, it } from 'vitest';
import { EndpointLane, RoundRobin } from '../../../src/backend/index.ts';
import { ScriptedEngine } from '../../support/scripted-engine.ts';

function lanes(...ports: readonly number[]): EndpointLane[] {
  const engine = new ScriptedEngine();
  return ports.map((port) => {
    const endpoint = { host: '10.0.0.1', port };
    return new EndpointLane({ address: `10.0.0.1:${port}`, endpoint, weight: 1, tags: [] }, engine.open(endpoint));
  });
}

describe('round robin', () => {
  it('takes each endpoint in its turn', () => {
    const balancer = new RoundRobin();
    const all = lanes(1, 2, 3);
    const picked = Array.from({ length: 7 }, () => balancer.pick(all, null)?.endpoint.port);
    expect(picked).toEqual([1, 2, 3, 1, 2, 3, 1]);
  });

  it('passes over what was tried, and finds nothing where all were', () => {
    const balancer = new RoundRobin();
    const all = lanes(1, 2, 3);
    const [first, second, third] = all;
    const tried = new Set([first, third].flatMap((lane) => lane ?? []));
    expect(Array.from({ length: 3 }, () => balancer.pick(all, tried))).toEqual([second, second, second]);
    expect(balancer.pick(all, new Set(all))).toBeNull();
  });

  it('finds nothing among none', () => {
    expect(new RoundRobin().pick([], null)).toBeNull();
  });

  it('goes on when there are fewer endpoints than at the last pick', () => {
    const balancer = new RoundRobin();
    for (let count = 0; count < 2; count++) balancer.pick(lanes(1, 2, 3), null);
    const [only] = lanes(9);
    expect(
      balancer.pick(
        [only].flatMap((lane) => lane ?? []),
        null,
      ),
    ).toBe(only);
  });
});
