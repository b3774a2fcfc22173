import { Option } from 'commander';
import type { ConfigOption, ConfigSources } from '../gateway/index.ts';
import type { Terminal } from './terminal.ts';

/** What the options of a gateway become on the command line: `--config`, and a flag for each of them. */
export function configFlags(options: readonly ConfigOption[]): Option[] {
  return [
    new Option('--config <file>', 'a YAML file of options').env('TRUNKLINE_CONFIG'),
    ...options.map(({ flag, description, defaultText }) => {
      const more = defaultText === '' ? description : `${description} Default: ${defaultText}.`;
      return new Option(`--${flag} <value>`, more);
    }),
  ];
}

/** What was given for them. The strongest is the flag; the gateway reads and checks the rest. */
export function configSources(
  options: readonly ConfigOption[],
  given: Readonly<Record<string, unknown>>,
  terminal: Terminal,
): ConfigSources {
  const flags: Record<string, string> = {};
  for (const { flag } of options) {
    const value = given[camelCase(flag)];
    if (typeof value === 'string') flags[flag] = value;
  }
  const file = given['config'];
  return { flags, environment: terminal.environment, file: typeof file === 'string' ? file : null };
}

/** The name that commander keeps a flag under. */
function camelCase(flag: string): string {
  return flag.replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}
