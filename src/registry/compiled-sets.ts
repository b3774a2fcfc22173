import { LRUCache } from 'lru-cache';
import { DescriptorSet } from './descriptor-set.ts';

/** Decoded and compiled, a set takes about this many bytes of heap for each of its bytes on the wire. */
const HEAP_PER_BYTE = 12;

/** Descriptor sets that were decoded lately, bounded by their estimated heap. Two who ask at once decode it once. */
export class CompiledSets {
  readonly #cache: LRUCache<string, DescriptorSet>;

  constructor(maxBytes: number, read: (hash: string) => Promise<Uint8Array>) {
    this.#cache = new LRUCache({
      maxSize: maxBytes,
      sizeCalculation: (set) => set.wireBytes * HEAP_PER_BYTE + 1,
      fetchMethod: async (hash) => DescriptorSet.compile(await read(hash)),
    });
  }

  /** The set of that hash. Rejects with `StoreError` where the store does not have it. */
  async get(hash: string): Promise<DescriptorSet> {
    const set = await this.#cache.fetch(hash);
    if (set === undefined) throw new Error(`descriptor set ${hash} was dropped while it was read`);
    return set;
  }
}
