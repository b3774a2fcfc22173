import type { Target } from '../registry/index.ts';
import type { EndpointSource } from './endpoint-source.ts';
import { StaticSource } from './static-source.ts';

/** The source of the endpoints that a registration names. */
export function openSource(target: Target): EndpointSource {
  return new StaticSource(target.endpoints);
}
