import { LRUCache } from 'lru-cache';
import { DescriptorSetError } from './descriptor-set-error.ts';
import type { TranscoderOptions } from './limits.ts';
import { Transcoder } from './transcoder.ts';

export interface TranscoderCacheOptions extends TranscoderOptions {
  /**
   * How much memory the compiled sets may take, in bytes, as estimated from their size. Default 128 MiB. A set that
   * alone takes more is still kept, without any other.
   */
  readonly maxCacheBytes: number;
}

/** Gives the bytes of the set that has this hash. Rejects where they cannot be had. */
export type DescriptorSource = (hash: string) => Promise<Uint8Array>;

interface Entry {
  readonly opened: Transcoder | DescriptorSetError;
  readonly estimatedBytes: number;
}

/**
 * Memory of a compiled set for each byte of it. Measured: 10 (long names) to 40 (short ones) once it is open, and half
 * as much again with every type in use; of what is uploaded, comments and positions are let go of.
 */
const MEMORY_PER_BYTE = 48;
/** What the smallest set takes: the well-known types. */
const LEAST_MEMORY = 128 * 1024;

/**
 * Transcoders by the hash of their set: read and compiled when the first JSON call needs them, once however many calls
 * wait for it, and let go of in order of disuse. A set that cannot be compiled is remembered too, so that calls to it
 * stay cheap; a source that failed is asked again.
 */
export class TranscoderCache {
  readonly #entries: LRUCache<string, Entry>;

  constructor(options: TranscoderCacheOptions, source: DescriptorSource) {
    this.#entries = new LRUCache<string, Entry>({
      maxSize: options.maxCacheBytes,
      sizeCalculation: (entry) => entry.estimatedBytes,
      fetchMethod: async (hash) => {
        const descriptors = await source(hash);
        const estimatedBytes = Math.min(LEAST_MEMORY + descriptors.length * MEMORY_PER_BYTE, options.maxCacheBytes);
        return { opened: open(descriptors, options), estimatedBytes };
      },
    });
  }

  /** The transcoder if it is at hand: what a warm call takes, without a promise. Counts as a use. */
  peek(hash: string): Transcoder | undefined {
    const opened = this.#entries.get(hash)?.opened;
    return opened instanceof Transcoder ? opened : undefined;
  }

  /** Rejects with DescriptorSetError where the set cannot be compiled, and with the source's error where that failed. */
  async load(hash: string): Promise<Transcoder> {
    const { opened } = await this.#entries.forceFetch(hash);
    if (opened instanceof Transcoder) return opened;
    throw opened;
  }
}

function open(descriptors: Uint8Array, options: TranscoderOptions): Transcoder | DescriptorSetError {
  try {
    return new Transcoder(descriptors, options);
  } catch (error) {
    if (error instanceof DescriptorSetError) return error;
    throw error;
  }
}
