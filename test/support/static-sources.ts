import type { OpenSource } from '../../src/backend/index.ts';
import { StaticSource } from '../../src/backend/static-source.ts';

/** Opens sources where there is no Consul. */
export const openStatic: OpenSource = (target) => {
  if (target.kind !== 'static') throw new Error('there is no Consul here');
  return new StaticSource(target.endpoints);
};
