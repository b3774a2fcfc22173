import type { DescMessage, FileRegistry, MessageShape } from '@bufbuild/protobuf';
import { toText } from '@bufbuild/protobuf/txtpb';
import { type FeatureSet, FeatureSetSchema } from '@bufbuild/protobuf/wkt';
import type { TypeNames } from './type-names.ts';

/** An options message of descriptor.proto, as all of them are. */
type OptionsShape = { features?: FeatureSet | undefined };

/** Writes options, those that a team has defined for itself included, as far as the set holds their definition. */
export class OptionPrinter {
  readonly #registry: FileRegistry;
  readonly #types: TypeNames;

  constructor(registry: FileRegistry, types: TypeNames) {
    this.#registry = registry;
    this.#types = types;
  }

  /** Each option as `name = value`. `scope` is the full name of what they are written in. */
  print<Desc extends DescMessage>(
    schema: Desc,
    options: (MessageShape<Desc> & OptionsShape) | undefined,
    scope: string,
  ): readonly string[] {
    if (options === undefined) return [];
    const plain = this.#entries(schema, options, scope).filter(({ name }) => !WRITTEN_OTHERWISE.has(name));
    const features = options.features === undefined ? [] : this.#entries(FeatureSetSchema, options.features, scope);
    return [
      ...features.map(({ name, value }) => `features.${name} = ${value}`),
      ...plain.map(({ name, value }) => `${name} = ${value}`),
    ];
  }

  /** The text format of the whole message, cut into its fields: one that has lines of its own ends with a brace. */
  #entries<Desc extends DescMessage>(schema: Desc, message: MessageShape<Desc>, scope: string): readonly Entry[] {
    const entries: { name: string; value: string }[] = [];
    for (const line of this.#text(schema, message).split('\n')) {
      const start = /^(\[?)([A-Za-z0-9_.]+)(\]?): ?(.*)$/.exec(line);
      const last = entries.at(-1);
      if (start !== null) {
        const [, custom, name = '', , value = ''] = start;
        entries.push({ name: custom === '[' ? `(${this.#types.full(name, scope)})` : name, value });
      } else if (last !== undefined && line !== '') {
        last.value += ` ${line.trim()}`;
      }
    }
    return entries;
  }

  #text<Desc extends DescMessage>(schema: Desc, message: MessageShape<Desc>): string {
    try {
      return toText(schema, message, { registry: this.#registry });
    } catch {
      // A custom option whose bytes are not of the type that the set defines for it: the others are still worth showing.
      return toText(schema, message);
    }
  }
}

interface Entry {
  readonly name: string;
  readonly value: string;
}

/** Features have a form of their own; map_entry is what a `map<>` makes; uninterpreted options never leave a compiler. */
const WRITTEN_OTHERWISE: ReadonlySet<string> = new Set(['features', 'map_entry', 'uninterpreted_option']);
