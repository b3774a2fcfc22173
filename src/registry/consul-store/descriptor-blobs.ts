import { z } from 'zod';
import type { Clock } from '../../clock/index.ts';
import { type ConsulClient, READ_NOW } from '../../consul/index.ts';
import { StoreError } from '../store-error.ts';
import { type Blobs, MANIFEST } from './blobs.ts';
import type { StoreKeys } from './store-keys.ts';

/** With when somebody last wanted the set to be there: what nobody points to is kept for a while after it. */
const STORED_MANIFEST = MANIFEST.extend({ touchedAtUnixMs: z.int().nonnegative() });
export type StoredManifest = z.output<typeof STORED_MANIFEST>;

/** Attempts to write a manifest that others write at the same time. */
const ATTEMPTS = 10;

/** Null where the bytes are no manifest. */
export function decodeManifest(bytes: Uint8Array): StoredManifest | null {
  try {
    const parsed = STORED_MANIFEST.safeParse(JSON.parse(Buffer.from(bytes).toString()));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

/**
 * Descriptor sets in Consul. The manifest is written last, by compare-and-set: a writer that is killed before leaves
 * chunks that nobody reads.
 */
export class DescriptorBlobs {
  readonly #consul: ConsulClient;
  readonly #keys: StoreKeys;
  readonly #blobs: Blobs;
  readonly #clock: Clock;

  constructor(consul: ConsulClient, keys: StoreKeys, blobs: Blobs, clock: Clock) {
    this.#consul = consul;
    this.#keys = keys;
    this.#blobs = blobs;
    this.#clock = clock;
  }

  /** Rejects with `ConsulError` and `StoreError`. */
  async put(hash: string, bytes: Uint8Array): Promise<void> {
    const [folder, key] = [this.#keys.descriptorSet(hash), this.#keys.manifest(hash)];
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const { value } = await this.#consul.kvGet(key, READ_NOW);
      const stored = value === null ? null : decodeManifest(value.value);
      const isThere = stored !== null && (await this.#isGood(hash, stored));
      const manifest = isThere ? stored : await this.#blobs.write(folder, bytes);
      const touched: StoredManifest = { ...manifest, touchedAtUnixMs: this.#clock.unixMs() };
      const written = await this.#consul.kvPut(key, Buffer.from(JSON.stringify(touched)), value?.modifyIndex ?? 0);
      // Whoever collects orphans may have come in between, where writing took very long.
      if (written && (isThere || (await this.#blobs.isWhole(folder, manifest)))) return;
    }
    throw new StoreError('unavailable', `${key} is written by too many at once`);
  }

  async #isGood(hash: string, manifest: StoredManifest): Promise<boolean> {
    const folder = this.#keys.descriptorSet(hash);
    return this.#blobs.read(folder, hash, manifest).then(
      () => true,
      (error: unknown) => {
        if (error instanceof StoreError && error.fault === 'damaged') return false;
        throw error;
      },
    );
  }

  async get(hash: string): Promise<Uint8Array> {
    const key = this.#keys.manifest(hash);
    const { value } = await this.#consul.kvGet(key, READ_NOW);
    if (value === null) throw new StoreError('missing', `${key} does not exist`);
    const manifest = decodeManifest(value.value);
    if (manifest === null) throw new StoreError('damaged', `${key} is no manifest`);
    return this.#blobs.read(this.#keys.descriptorSet(hash), hash, manifest);
  }
}
