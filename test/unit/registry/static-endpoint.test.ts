import { describe, expect, it } from 'vitest';
import { parseStaticEndpoint } from '../../../src/registry/index.ts';

const read = (text: string) => {
  const parsed = parseStaticEndpoint(text);
  return parsed.kind === 'illegal' ? null : [parsed.endpoint.text, parsed.endpoint.weight, parsed.endpoint.tags];
};

describe('an endpoint of a registration', () => {
  it.each([
    ['10.0.0.1:80', ['10.0.0.1:80', 1, []]],
    ['[::1]:80?weight=3', ['[::1]:80', 3, []]],
    ['orders:80?tag=v2&weight=1000&tag=eu', ['orders:80', 1000, ['v2', 'eu']]],
  ])('%s has an address, a weight and tags', (text, expected) => {
    expect(read(text)).toEqual(expected);
  });

  it.each([
    'orders:80?',
    'orders:80?weight=0',
    'orders:80?weight=1001',
    'orders:80?weight=1.5',
    'orders:80?weight',
    'orders:80?tag=',
    'orders:80?tag=-a',
    `orders:80?tag=${'a'.repeat(65)}`,
    `orders:80?${Array.from({ length: 17 }, (_, index) => `tag=t${index}`).join('&')}`,
    'orders:80?colour=red',
    '0.0.0.0:80?weight=3',
    '169.254.169.254:80',
  ])('%s is none', (text) => {
    expect(read(text)).toBeNull();
  });
});
