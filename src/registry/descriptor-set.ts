import type { FileRegistry } from '@bufbuild/protobuf';
import { type AdmittedSet, admitSet } from './admission/admit.ts';
import { LIMITS } from './admission/limits.ts';
import type { SymbolKind } from './describe.ts';

/**
 * A descriptor set that has passed admission, compiled: what JSON, `describe` and `diff` work with. It is built by
 * admission's own code from the bytes as they were uploaded, so that all see the same set.
 */
export class DescriptorSet {
  /** Size of the set as it was uploaded. */
  readonly wireBytes: number;
  readonly #set: AdmittedSet;

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

  describe(_name: string): { readonly kind: SymbolKind; readonly file: string; readonly source: string } | undefined {
    return undefined;
  }
}
