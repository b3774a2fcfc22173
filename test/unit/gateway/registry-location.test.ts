import { describe, expect, it } from 'vitest';
import { parseRegistryLocation } from '../../../src/gateway/registry-location.ts';

const consul = (host: string | null, port: number, prefix: string) => {
  return { kind: 'consul', address: host === null ? null : { host, port }, prefix };
};

describe('where a registry is', () => {
  it.each([
    ['folder', { kind: 'folder' }],
    ['consul://127.0.0.1:8500', consul('127.0.0.1', 8500, 'trunkline')],
    ['consul://127.0.0.1:8500/', consul('127.0.0.1', 8500, 'trunkline')],
    ['consul://consul.local:80/a', consul('consul.local', 80, 'a')],
    ['consul://[::1]:8500/a/b.c-d_e/', consul('::1', 8500, 'a/b.c-d_e')],
    ['consul://', consul(null, 0, 'trunkline')],
    ['consul:///a', consul(null, 0, 'a')],
  ])('is read from %s', (text, location) => {
    expect(parseRegistryLocation(text)).toEqual(location);
  });

  it.each([
    '',
    'file',
    'consul',
    'consul://a',
    'consul://a:0',
    'consul://a:70000',
    'consul://a:1//b',
    'consul://a:1/b c',
    'http://a:1',
  ])('is not read from %j', (text) => {
    expect(parseRegistryLocation(text)).toBeNull();
  });
});
