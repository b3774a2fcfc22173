import { createRequire } from 'node:module';
import { dirname } from 'node:path';

/**
 * The folder of this package, with package.json, proto/ and descriptors/ in it. The package refers to itself by name,
 * so this holds from src/, from dist/ and from node_modules/ alike.
 */
export function packageRoot(): string {
  return dirname(createRequire(import.meta.url).resolve('trunkline/package.json'));
}
