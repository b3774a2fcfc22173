import { StoreError } from '../store-error.ts';

/** The manifest of a descriptor set has this name beside the folders of its chunks. */
const MANIFEST = 'manifest';

/**
 * Where a registry stands in Consul, below its prefix:
 *
 * - `head`: what was changed last. The one key that gateways follow.
 * - `backends/NAME`: a pointer for each registration.
 * - `descriptors/SHA256/manifest`, `descriptors/SHA256/UPLOAD/N`: a descriptor set in chunks.
 * - `records/SHA256/UPLOAD/N`: a registration that is too large for its pointer, in chunks.
 */
export class StoreKeys {
  readonly #prefix: string;

  /** `prefix` has no slash at either end. */
  constructor(prefix: string) {
    this.#prefix = `${prefix}/`;
  }

  get head(): string {
    return `${this.#prefix}head`;
  }

  /** The folder of all pointers. */
  get backends(): string {
    return `${this.#prefix}backends/`;
  }

  pointer(name: string): string {
    return `${this.backends}${name}`;
  }

  backendOf(pointer: string): string {
    return pointer.slice(this.backends.length);
  }

  get descriptors(): string {
    return `${this.#prefix}descriptors/`;
  }

  /** The folder of a descriptor set. */
  descriptorSet(hash: string): string {
    if (!/^[0-9a-f]{64}$/.test(hash)) throw new StoreError('damaged', 'a hash is not 64 hexadecimal digits');
    return `${this.descriptors}${hash}/`;
  }

  manifest(hash: string): string {
    return `${this.descriptorSet(hash)}${MANIFEST}`;
  }

  get records(): string {
    return `${this.#prefix}records/`;
  }

  record(hash: string): string {
    return `${this.records}${hash}/`;
  }
}

/** The parts of a key of chunks or of a manifest, below the folder of all; null where it is neither. */
export function parseBlobKey(
  key: string,
  folder: string,
): { readonly hash: string; readonly part: { kind: 'manifest' } | { kind: 'chunk'; upload: string } } | null {
  const [hash = '', upload = '', index, ...more] = key.slice(folder.length).split('/');
  if (upload === MANIFEST && index === undefined) return { hash, part: { kind: 'manifest' } };
  if (index === undefined || more.length > 0) return null;
  return { hash, part: { kind: 'chunk', upload } };
}
