import { ConsulClient, type ConsulOptions } from '../../src/consul/index.ts';

/** A client of a Consul on the loopback, with what `parts` change. */
export function consulClient(port: number, parts: Partial<ConsulOptions> = {}): ConsulClient {
  return new ConsulClient({ host: '127.0.0.1', port, tls: null, token: '', timeoutMs: 2000, ...parts });
}
