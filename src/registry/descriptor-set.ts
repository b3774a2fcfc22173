import type { FileRegistry } from '@bufbuild/protobuf';
import type { FileDescriptorProto } from '@bufbuild/protobuf/wkt';
import { type AdmittedSet, admitSet } from './admission/admit.ts';
import { decodeFile } from './admission/decode-files.ts';
import { Findings } from './admission/findings.ts';
import { LIMITS } from './admission/limits.ts';
import { indexSet } from './admission/set-index.ts';
import { buildSymbolTable, type SymbolTable } from './admission/symbol-table.ts';
import { OptionPrinter } from './proto-source/options.ts';
import { ProtoSource, type SymbolSource } from './proto-source/proto-source.ts';
import { TypeNames } from './proto-source/type-names.ts';

/**
 * A descriptor set that has passed admission, compiled: what JSON, `describe` and `diff` work with. It is built by
 * admission's own code from the bytes as they were uploaded, so that all see the same set.
 */
export class DescriptorSet {
  /** Size of the set as it was uploaded. */
  readonly wireBytes: number;
  readonly #set: AdmittedSet;
  #symbols: SymbolTable | null = null;

  private constructor(set: AdmittedSet, wireBytes: number) {
    this.#set = set;
    this.wireBytes = wireBytes;
  }

  /** @throws Error where the bytes would not pass admission: then they are not what was stored. */
  static compile(bytes: Uint8Array): DescriptorSet {
    const set = admitSet(bytes, LIMITS);
    if (set.kind === 'admitted') return new DescriptorSet(set, bytes.length);
    const [first] = set.findings;
    throw new Error(`the stored descriptor set is refused: ${first?.rule}: ${first?.message}`);
  }

  /** All types of the set, by full name. Fields have their names in JSON, also where the set left them out. */
  get registry(): FileRegistry {
    return this.#set.registry;
  }

  /** Each after all that it imports, without comments. */
  get files(): AdmittedSet['files'] {
    return this.#set.files;
  }

  /** A symbol as proto source; undefined where the set does not declare a service, method, message or enum of it. */
  describe(name: string): (SymbolSource & { readonly file: string }) | undefined {
    const file = this.#findFile(name);
    const source = file && this.#sourceOf(file).find(name);
    return file && source && { ...source, file: file.name };
  }

  /** A whole file as proto source; undefined where the set has none of that path. */
  printFile(path: string): string | undefined {
    const file = this.#set.files.find(({ name }) => name === path);
    return file && this.#sourceOf(file).file();
  }

  #findFile(name: string): FileDescriptorProto | undefined {
    this.#symbols ??= buildSymbolTable(indexSet(this.files), new Findings(0));
    return this.#symbols.get(name)?.file;
  }

  /** Comments are decoded here, for the one file that is asked for: they are most of a set. */
  #sourceOf(file: FileDescriptorProto): ProtoSource {
    this.#symbols ??= buildSymbolTable(indexSet(this.files), new Findings(0));
    const types = new TypeNames(this.#symbols);
    const bytes = this.#set.scanned.get(file.name)?.bytes;
    const withSource = bytes === undefined ? null : decodeFile(bytes);
    return new ProtoSource(file, withSource ?? file, types, new OptionPrinter(this.registry, types));
  }
}
