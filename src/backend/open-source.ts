import type { Target } from '../registry/index.ts';
import { ConsulSource, type ConsulSourceParts } from './consul/consul-source.ts';
import type { EndpointSource } from './endpoint-source.ts';
import { StaticSource } from './static-source.ts';

/** The source of the endpoints that a registration names. */
export function openSource(target: Target, parts: ConsulSourceParts): EndpointSource {
  return target.kind === 'consul' ? new ConsulSource(target, parts) : new StaticSource(target.endpoints);
}
