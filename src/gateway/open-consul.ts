import { readFile } from 'node:fs/promises';
import { ConsulClient, type ConsulTls } from '../consul/index.ts';
import { type Config, NONE } from './config-schema.ts';

/** A client of Consul as configured; `address` null: where the configuration says. Rejects where a file cannot be read. */
export async function openConsul(
  { consul }: Config,
  address: { readonly host: string; readonly port: number } | null,
): Promise<ConsulClient> {
  const { host, port } = address ?? consul.address;
  const token = consul.tokenFile === NONE ? orEmpty(consul.token) : (await readFile(consul.tokenFile, 'utf8')).trim();
  return new ConsulClient({
    host,
    port,
    token,
    tls: consul.tls ? await readTls(consul) : null,
    timeoutMs: consul.timeoutMs,
  });
}

async function readTls({ caFile, certFile, keyFile }: Config['consul']): Promise<ConsulTls> {
  return {
    ca: caFile === NONE ? null : await readFile(caFile, 'utf8'),
    client: certFile === NONE ? null : { cert: await readFile(certFile, 'utf8'), key: await readFile(keyFile, 'utf8') },
  };
}

const orEmpty = (text: string): string => (text === NONE ? '' : text);
