import { readFile } from 'node:fs/promises';
import { parse, YAMLParseError } from 'yaml';
import type { z } from 'zod';
import type { Finding } from '../status/index.ts';
import { CONFIG_OPTIONS, type ConfigOption } from './config-options.ts';
import { CONFIG_SCHEMA, type Config } from './config-schema.ts';
import { consulVariables } from './consul-environment.ts';

/** Where options come from, the strongest first: flags, environment, file. */
export interface ConfigSources {
  /** By the option's flag, without the dashes: as typed. */
  readonly flags: Readonly<Record<string, string>>;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** A YAML file; null: none. */
  readonly file: string | null;
}

/** Where the value of an option came from. */
export type ConfigOrigin = 'flag' | 'environment' | 'file' | 'default';

export type LoadedConfig =
  | { readonly kind: 'valid'; readonly config: Config; readonly origins: ReadonlyMap<string, ConfigOrigin> }
  | { readonly kind: 'invalid'; readonly findings: readonly Finding[] };

/** Variables of the CLI, which the gateway does not read. */
const OTHER_VARIABLES = new Set(['TRUNKLINE_GATEWAY', 'TRUNKLINE_CONFIG', 'TRUNKLINE_TOKEN']);

type Tree = { [name: string]: unknown };

/**
 * Reads the configuration: flag over environment over file over default. It finds everything that is wrong at once, and
 * says where each value stands.
 */
export async function loadConfig(sources: ConfigSources): Promise<LoadedConfig> {
  const fromFile = await readConfigFile(sources.file);
  if ('findings' in fromFile) return { kind: 'invalid', findings: fromFile.findings };
  const tree = fromFile.tree;
  const origins = new Map<string, ConfigOrigin>();
  const ofConsul = consulVariables(sources.environment);
  for (const option of CONFIG_OPTIONS) {
    const flag = sources.flags[option.flag];
    const variable = sources.environment[option.variable] ?? ofConsul[option.variable];
    if (flag !== undefined) origins.set(option.key, 'flag');
    else if (variable !== undefined) origins.set(option.key, 'environment');
    else origins.set(option.key, find(tree, option.path) === undefined ? 'default' : 'file');
    const text = flag ?? variable;
    if (text !== undefined) put(tree, option.path, readText(text));
  }
  const findings = unknownVariables(sources.environment);
  const parsed = CONFIG_SCHEMA.safeParse(tree);
  if (!parsed.success) findings.push(...parsed.error.issues.map((issue) => toFinding(issue, origins, sources.file)));
  if (!parsed.success || findings.length > 0) return { kind: 'invalid', findings };
  return { kind: 'valid', config: parsed.data, origins };
}

async function readConfigFile(path: string | null): Promise<{ tree: Tree } | { findings: Finding[] }> {
  if (path === null) return { tree: {} };
  try {
    const content: unknown = parse(await readFile(path, 'utf8')) ?? {};
    if (isTree(content)) return { tree: structuredClone(content) };
    return { findings: [finding(path, '', 'The file does not hold keys and values.', 'See docs/CONFIGURATION.md.')] };
  } catch (cause) {
    const line = cause instanceof YAMLParseError ? ` (line ${cause.linePos?.[0].line ?? '?'})` : '';
    const message = cause instanceof Error ? cause.message.split('\n', 1)[0] : 'it cannot be read';
    return { findings: [finding(path, '', `${message}${line}`, 'The file must be readable, and YAML.')] };
  }
}

/** A number or a boolean where the text is one: what a YAML file would hold. */
function readText(text: string): unknown {
  if (/^-?\d+$/.test(text)) return Number(text);
  if (text === 'true' || text === 'false') return text === 'true';
  return text;
}

/** A misspelt variable would be passed over in silence otherwise. */
function unknownVariables(environment: ConfigSources['environment']): Finding[] {
  const known = new Set(CONFIG_OPTIONS.map(({ variable }) => variable));
  return Object.keys(environment)
    .filter((name) => name.startsWith('TRUNKLINE_') && !known.has(name) && !OTHER_VARIABLES.has(name))
    .map((name) =>
      finding('environment', name, 'There is no such option.', 'See docs/CONFIGURATION.md for all of them.'),
    );
}

function toFinding(issue: z.core.$ZodIssue, origins: ReadonlyMap<string, ConfigOrigin>, file: string | null): Finding {
  const keys = issue.code === 'unrecognized_keys' ? issue.keys : [];
  const key = [...issue.path, ...keys].join('.');
  const option = CONFIG_OPTIONS.find((candidate) => candidate.key === key);
  const origin = origins.get(key) ?? 'file';
  const remedy = option === undefined ? 'See docs/CONFIGURATION.md for all keys.' : remedyFor(option, origin);
  return finding(origin === 'file' ? (file ?? '') : origin, key, `${issue.message}.`, remedy);
}

function remedyFor(option: ConfigOption, origin: ConfigOrigin): string {
  const name = { flag: `--${option.flag}`, environment: option.variable, file: option.key, default: option.key }[
    origin
  ];
  return `Mend ${name}. ${option.description} Default: ${option.defaultText}.`;
}

function finding(file: string, symbol: string, message: string, remedy: string): Finding {
  return { rule: 'CONFIG', file, symbol, message, remedy };
}

function isTree(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function find(tree: Tree, path: readonly string[]): unknown {
  let at: unknown = tree;
  for (const name of path) at = isTree(at) ? at[name] : undefined;
  return at;
}

function put(tree: Tree, path: readonly string[], value: unknown): void {
  const [name, ...rest] = path;
  if (name === undefined) return;
  if (rest.length === 0) {
    tree[name] = value;
    return;
  }
  const below = tree[name];
  const section = isTree(below) ? below : {};
  tree[name] = section;
  put(section, rest, value);
}
