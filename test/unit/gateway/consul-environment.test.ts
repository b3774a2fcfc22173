import { describe, expect, it } from 'vitest';
import { type ConfigSources, loadConfig } from '../../../src/gateway/index.ts';

async function consulOf(sources: Partial<ConfigSources>) {
  const loaded = await loadConfig({ flags: {}, environment: {}, file: null, ...sources });
  return loaded.kind === 'valid' ? loaded.config.consul : loaded.findings.map(({ symbol }) => symbol);
}

describe("the variables of Consul's own tools", () => {
  it('are taken where ours are not set', async () => {
    const environment = {
      CONSUL_HTTP_ADDR: '10.0.0.1:8501',
      CONSUL_HTTP_TOKEN: 'secret',
      CONSUL_HTTP_SSL: '1',
      CONSUL_CACERT: '/ca.pem',
      CONSUL_CLIENT_CERT: '/cert.pem',
      CONSUL_CLIENT_KEY: '/key.pem',
    };
    expect(await consulOf({ environment })).toMatchObject({
      address: { host: '10.0.0.1', port: 8501 },
      token: 'secret',
      tls: true,
      caFile: '/ca.pem',
      certFile: '/cert.pem',
      keyFile: '/key.pem',
    });
    const ours = { ...environment, TRUNKLINE_CONSUL_ADDRESS: 'here:1', TRUNKLINE_CONSUL_TLS: 'false' };
    expect(await consulOf({ environment: ours })).toMatchObject({ address: { host: 'here', port: 1 }, tls: false });
    expect(await consulOf({ environment, flags: { 'consul-address': 'flag:2' } })).toMatchObject({
      address: { host: 'flag', port: 2 },
    });
  });

  it.each([
    ['http://a:8500', false],
    ['https://a:8500/', true],
    ['a:8500', false],
  ])('have an address such as %s', async (address, tls) => {
    expect(await consulOf({ environment: { CONSUL_HTTP_ADDR: address } })).toMatchObject({
      address: { host: 'a', port: 8500 },
      tls,
    });
  });

  it('that are empty say nothing', async () => {
    const environment = { CONSUL_HTTP_ADDR: '', CONSUL_HTTP_TOKEN: '', CONSUL_HTTP_SSL: '' };
    expect(await consulOf({ environment })).toMatchObject({ address: { port: 8500 }, token: 'none', tls: false });
  });

  it('that name no HTTP address are refused', async () => {
    expect(await consulOf({ environment: { CONSUL_HTTP_ADDR: 'unix:///run/consul.sock' } })).toEqual([
      'consul.address',
    ]);
  });

  it('a certificate without its key is refused', async () => {
    expect(await consulOf({ environment: { CONSUL_CLIENT_CERT: '/cert.pem' } })).toEqual(['consul.keyFile']);
  });
});
