import { InvalidArgumentError } from 'commander';
import type { AgentInstance } from '../gateway/index.ts';
import { getConfig } from './config-access.ts';
import { Failure } from './failure.ts';
import { addressArgument } from './options.ts';
import type { Terminal } from './terminal.ts';

/** Where a backend runs, as --instance takes it. */
export interface InstanceAddress {
  readonly host: string;
  readonly port: number;
  readonly tags: readonly string[];
}

/** Reads `HOST:PORT[?tag=TAG&tag=TAG]`, of which there may be several. */
export function instancesArgument(
  text: string,
  previous: readonly InstanceAddress[] | undefined,
): readonly InstanceAddress[] {
  const [address = '', query = '', ...more] = text.split('?');
  const colon = addressArgument(address).lastIndexOf(':');
  const parts = query === '' ? [] : query.split('&');
  const tags = parts.map((part) => /^tag=(.+)$/.exec(part)?.[1] ?? '');
  if (more.length > 0 || tags.includes('')) throw new InvalidArgumentError('It must be HOST:PORT[?tag=TAG].');
  const host = address.slice(0, colon).replace(/^\[(.*)\]$/, '$1');
  return [...(previous ?? []), { host, port: Number(address.slice(colon + 1)), tags }];
}

/** Tells the agent that CONSUL_HTTP_ADDR names of instances of `service`. */
export async function tellAgent(
  service: string,
  addresses: readonly InstanceAddress[],
  terminal: Terminal,
): Promise<void> {
  const { config } = await getConfig({ flags: {}, environment: terminal.environment, file: null });
  const { registerInstances } = await import('../gateway/index.ts');
  const instances = addresses.map((address): AgentInstance => {
    return { ...address, id: `${service}-${address.host}-${address.port}`, service };
  });
  const { host, port } = config.consul.address;
  await registerInstances(config, instances).catch((cause: unknown) => {
    throw new Failure(`The Consul agent at ${host}:${port} did not take the instances. The registry is as it was.`, {
      facts: [['cause', cause instanceof Error ? cause.message : String(cause)]],
      remedy: 'See whether CONSUL_HTTP_ADDR names the agent, and whether CONSUL_HTTP_TOKEN may write the service.',
    });
  });
}
