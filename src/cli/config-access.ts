import type { ConfigSources, LoadedConfig } from '../gateway/index.ts';
import { Failure } from './failure.ts';

export type ValidConfig = Extract<LoadedConfig, { kind: 'valid' }>;

/** The configuration, or a Failure with all that is wrong with it. */
export async function getConfig(sources: ConfigSources): Promise<ValidConfig> {
  const { loadConfig } = await import('../gateway/index.ts');
  const loaded = await loadConfig(sources);
  if (loaded.kind === 'valid') return loaded;
  throw new Failure('The configuration is not valid.', { findings: loaded.findings });
}
