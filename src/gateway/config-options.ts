import { z } from 'zod';
import { CONFIG_SCHEMA } from './config-schema.ts';

/** One option, by all the names that it has. */
export interface ConfigOption {
  /** Where it stands in the file, such as `['session', 'maxInFlight']`. */
  readonly path: readonly string[];
  /** The same with dots. */
  readonly key: string;
  /** `TRUNKLINE_SESSION_MAX_IN_FLIGHT`. */
  readonly variable: string;
  /** `session-max-in-flight`, without the dashes before it. */
  readonly flag: string;
  readonly description: string;
  /** As it would be written down. */
  readonly defaultText: string;
  /** Whether its value must not be shown. */
  readonly secret: boolean;
}

const SECRETS: ReadonlySet<string> = new Set(['consul.token', 'jwt.secret', 'nats.token', 'session.resumeSecret']);

/** All options, in the order of the schema. */
export const CONFIG_OPTIONS: readonly ConfigOption[] = optionsOf(CONFIG_SCHEMA, []);

function optionsOf(schema: z.ZodObject, above: readonly string[]): ConfigOption[] {
  return Object.entries(schema.shape).flatMap(([name, field]) => {
    const path = [...above, name];
    const section = sectionOf(field);
    return section === null ? [option(path, field)] : optionsOf(section, path);
  });
}

function sectionOf(field: z.core.$ZodType): z.ZodObject | null {
  if (!(field instanceof z.ZodPrefault)) return null;
  const inner = field.unwrap();
  return inner instanceof z.ZodObject ? inner : null;
}

function option(path: readonly string[], field: z.core.$ZodType): ConfigOption {
  const words = path.map((name) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)).join('-');
  return {
    path,
    key: path.join('.'),
    variable: `TRUNKLINE_${words.replaceAll('-', '_').toUpperCase()}`,
    flag: words,
    description: field instanceof z.ZodType ? (field.description ?? '') : '',
    defaultText: defaultText(field),
    secret: SECRETS.has(path.join('.')),
  };
}

function defaultText(field: z.core.$ZodType): string {
  const { def } = field._zod;
  return 'defaultValue' in def ? String(def.defaultValue) : '';
}
