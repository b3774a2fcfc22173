import { readFile } from 'node:fs/promises';
import type { Clock } from '../clock/index.ts';
import { ConsulClient, type ConsulTls, Outage, RequestCount } from '../consul/index.ts';
import { type Config, NONE } from './config-schema.ts';

/** What all share in a process that ask Consul. */
export class ConsulUse {
  readonly requests = new RequestCount();
  readonly outage: Outage;

  constructor(clock: Clock) {
    this.outage = new Outage(clock);
  }
}

/** A client of Consul as configured; `address` null: where the configuration says. Rejects where a file cannot be read. */
export async function openConsul(
  { consul }: Config,
  address: { readonly host: string; readonly port: number } | null,
  requests?: RequestCount,
): Promise<ConsulClient> {
  const { host, port } = address ?? consul.address;
  const token = consul.tokenFile === NONE ? orEmpty(consul.token) : (await readFile(consul.tokenFile, 'utf8')).trim();
  const tls = consul.tls ? await readTls(consul) : null;
  return new ConsulClient({ host, port, token, tls, timeoutMs: consul.timeoutMs }, requests);
}

async function readTls({ caFile, certFile, keyFile }: Config['consul']): Promise<ConsulTls> {
  return {
    ca: caFile === NONE ? null : await readFile(caFile, 'utf8'),
    client: certFile === NONE ? null : { cert: await readFile(certFile, 'utf8'), key: await readFile(keyFile, 'utf8') },
  };
}

const orEmpty = (text: string): string => (text === NONE ? '' : text);
