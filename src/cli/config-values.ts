import type { ConfigOption } from '../gateway/index.ts';

type Tree = { [name: string]: unknown };

/** The value of an option as it would be written down: an address is HOST:PORT again. */
function configValue(config: unknown, path: readonly string[]): unknown {
  let at: unknown = config;
  for (const name of path) at = isTree(at) ? at[name] : undefined;
  if (!isTree(at) || typeof at['host'] !== 'string') return at;
  const host = at['host'].includes(':') ? `[${at['host']}]` : at['host'];
  return `${host}:${at['port']}`;
}

/** The same where it is shown: of a secret only that there is one. */
export function shownValue(config: unknown, { path, secret, defaultText }: ConfigOption): unknown {
  const value = configValue(config, path);
  return secret && value !== defaultText ? '[hidden]' : value;
}

/** All options as a configuration file holds them: what is printed can be read again, but for secrets. */
export function configDocument(config: unknown, options: readonly ConfigOption[]): Tree {
  const document: Tree = {};
  for (const option of options) {
    const { path } = option;
    let section = document;
    for (const name of path.slice(0, -1)) section = sectionOf(section, name);
    section[path.at(-1) ?? ''] = shownValue(config, option);
  }
  return document;
}

function sectionOf(document: Tree, name: string): Tree {
  const found = document[name];
  if (isTree(found)) return found;
  const made: Tree = {};
  document[name] = made;
  return made;
}

function isTree(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
