import {
  create,
  type DescEnum,
  type DescExtension,
  type DescMessage,
  type DescService,
  type FileRegistry,
  fromBinary,
  fromJson,
  type Registry,
  toBinary,
  toJson,
} from '@bufbuild/protobuf';
import { NO_BYTES } from '../../status/index.ts';

type Desc = DescMessage | DescEnum | DescExtension | DescService;

/**
 * The types of one set, each compiled before it is used.
 *
 * The library compiles a type's readers and writers at their first use, with all types that it refers to, by recursion,
 * and keeps what it has of a type even where that recursion overflows the stack: the type then silently lacks fields
 * from the next call on. A long chain of types is enough for that. So every type is compiled here first, from a shallow
 * stack and on empty input, where nothing else can overflow; if it does, the whole set is given up.
 */
export class WarmRegistry implements Registry {
  readonly kind = 'registry';
  /** Whether messages can have extensions at all; those of descriptor options do not count. */
  readonly hasExtensions: boolean;
  readonly #files: FileRegistry;
  readonly #warm = new Set<DescMessage>();
  #overflown = false;

  constructor(files: FileRegistry) {
    this.#files = files;
    this.hasExtensions = [...files].some(
      (type) => type.kind === 'extension' && !type.extendee.typeName.startsWith('google.protobuf.'),
    );
  }

  /** True once a type could not be compiled: no result can be trusted any more. */
  get overflown(): boolean {
    return this.#overflown;
  }

  warm(desc: DescMessage): void {
    if (this.#warm.has(desc)) return;
    this.#warm.add(desc);
    this.#compile(() => fromBinary(desc, NO_BYTES));
    this.#compile(() => toBinary(desc, create(desc)));
    this.#compile(() => fromJson(desc, {}));
    this.#compile(() => toJson(desc, create(desc)));
  }

  #compile(use: () => void): void {
    try {
      use();
    } catch (error) {
      // Anything else is a required field, or a type to which {} is no value: compiled all the same.
      if (error instanceof RangeError) this.#overflown = true;
    }
  }

  [Symbol.iterator](): IterableIterator<Desc> {
    return this.#files[Symbol.iterator]();
  }

  get(typeName: string): Desc | undefined {
    return this.#files.get(typeName);
  }

  getMessage(typeName: string): DescMessage | undefined {
    const message = this.#files.getMessage(typeName);
    if (message !== undefined) this.warm(message);
    return message;
  }

  getExtension(typeName: string): DescExtension | undefined {
    return this.#warmed(this.#files.getExtension(typeName));
  }

  getExtensionFor(extendee: DescMessage, number: number): DescExtension | undefined {
    return this.#warmed(this.#files.getExtensionFor(extendee, number));
  }

  getEnum(typeName: string): DescEnum | undefined {
    return this.#files.getEnum(typeName);
  }

  getService(typeName: string): DescService | undefined {
    return this.#files.getService(typeName);
  }

  #warmed(extension: DescExtension | undefined): DescExtension | undefined {
    if (extension?.message !== undefined) this.warm(extension.message);
    return extension;
  }
}
