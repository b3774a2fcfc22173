import { isIP } from 'node:net';
import type { HealthEntry } from '../../consul/index.ts';
import { parseEndpoint } from '../../registry/index.ts';
import { egressRefusal } from '../egress.ts';
import type { SourcedEndpoint } from '../endpoint-source.ts';

/** What an instance in Consul comes to. */
export type HealthEndpoint =
  | { readonly kind: 'endpoint'; readonly endpoint: SourcedEndpoint }
  /** It is not to be called; `why` null: it says so itself, by a weight of 0. */
  | { readonly kind: 'left-out'; readonly address: string; readonly why: string | null };

const MAX_WEIGHT = 1000;

/**
 * The endpoint of an instance: its own address, or that of its node where it has none. Whoever may write to the catalog
 * must not be able to point a gateway at anything else than a backend, so only IP addresses are taken, by the rules for
 * uploads, and not the ports that the gateway itself has on the loopback.
 */
export function healthEndpoint(entry: HealthEntry, ownPorts: ReadonlySet<number>): HealthEndpoint {
  const host = entry.address === '' ? entry.nodeAddress : entry.address;
  const address = host.includes(':') ? `[${host}]:${entry.port}` : `${host}:${entry.port}`;
  const leftOut = (why: string | null): HealthEndpoint => ({ kind: 'left-out', address, why });
  if (entry.weights.passing <= 0) return leftOut(null);
  if (isIP(host) === 0) return leftOut('it is not an IP address');
  const parsed = parseEndpoint(address);
  if (parsed.kind === 'illegal') return leftOut(parsed.why);
  const why = egressRefusal(host, entry.port, ownPorts);
  if (why !== null) return leftOut(why);
  const weight = Math.min(MAX_WEIGHT, Math.ceil(entry.weights.passing));
  return { kind: 'endpoint', endpoint: { address, endpoint: parsed.address, weight, tags: entry.tags } };
}
