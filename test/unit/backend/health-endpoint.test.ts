import { describe, expect, it } from 'vitest';
import { healthEndpoint } from '../../../src/backend/consul/health-endpoint.ts';
import type { HealthEntry } from '../../../src/consul/index.ts';

const OWN = new Set([7401]);
const entry = (over: Partial<HealthEntry> = {}): HealthEntry => ({
  node: 'n1',
  nodeAddress: '10.0.0.1',
  id: 'orders-1',
  service: 'orders',
  address: '10.0.0.2',
  port: 50_051,
  tags: ['v2'],
  meta: {},
  weights: { passing: 2, warning: 1 },
  checks: [],
  modifyIndex: 1,
  ...over,
});
const addressOf = (over: Partial<HealthEntry>) => {
  const result = healthEndpoint(entry(over), OWN);
  return result.kind === 'endpoint' ? result.endpoint.address : null;
};

describe('an instance in Consul', () => {
  it('is an endpoint with its weight and its tags', () => {
    const endpoint = {
      address: '10.0.0.2:50051',
      endpoint: { host: '10.0.0.2', port: 50_051 },
      weight: 2,
      tags: ['v2'],
    };
    expect(healthEndpoint(entry(), OWN)).toEqual({ kind: 'endpoint', endpoint });
  });

  it('without an address is at its node’s', () => {
    expect(addressOf({ address: '' })).toBe('10.0.0.1:50051');
  });

  it('may have an IPv6 address', () => {
    expect(addressOf({ address: '2001:db8::1' })).toBe('[2001:db8::1]:50051');
  });

  it.each([
    { address: '169.254.169.254' },
    { address: '0.0.0.0' },
    { address: '::ffff:169.254.169.254' },
    { address: 'localhost' },
    { address: '127.0.0.1', port: 7401 },
    { address: '::1', port: 7401 },
    { address: '127.9.9.9', port: 7401 },
    { port: 0 },
    { weights: { passing: 0, warning: 1 } },
  ])('is not called at %j', (over) => {
    expect(addressOf(over)).toBeNull();
  });

  it('may have the number of a port of the gateway elsewhere', () => {
    expect(addressOf({ port: 7401 })).toBe('10.0.0.2:7401');
  });
});
