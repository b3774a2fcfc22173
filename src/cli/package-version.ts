import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

/** The version in package.json. */
export function packageVersion(): string {
  const file = createRequire(import.meta.url).resolve('trunkline/package.json');
  const manifest: unknown = JSON.parse(readFileSync(file, 'utf8'));
  const found = typeof manifest === 'object' && manifest !== null && 'version' in manifest ? manifest.version : null;
  return typeof found === 'string' ? found : 'unknown';
}
