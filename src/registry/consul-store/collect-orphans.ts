import type { Clock } from '../../clock/index.ts';
import { type ConsulClient, READ_NOW } from '../../consul/index.ts';
import { StoreError } from '../store-error.ts';
import { uploadedAtUnixMs } from './blobs.ts';
import { decodeManifest } from './descriptor-blobs.ts';
import { decodeHead } from './head.ts';
import { decodePointer } from './pointer.ts';
import type { Pointers } from './pointers.ts';
import { parseBlobKey, type StoreKeys } from './store-keys.ts';

export interface CollectParts {
  readonly consul: ConsulClient;
  readonly clock: Clock;
  readonly keys: StoreKeys;
  readonly pointers: Pointers;
}

/** What was deleted. */
export interface Collected {
  /** Whole descriptor sets that no revision of any backend has. */
  readonly descriptorSets: number;
  /** Chunks, those of the sets among them. */
  readonly chunks: number;
}

/**
 * Deletes descriptor sets that no revision has, and chunks of uploads that were never finished, where they are older than
 * `graceMs` by the wall clock of who wrote them. The grace is for writers that are at work: it must be far longer than
 * any upload takes.
 *
 * A set that somebody wants again meanwhile stays: wanting it changes its manifest, and the manifest is deleted first, by
 * compare-and-set. Where a pointer cannot be read, it rejects with `damaged` and deletes nothing.
 */
export async function collectOrphans(parts: CollectParts, graceMs: number): Promise<Collected> {
  const { consul, clock, keys } = parts;
  const oldestUnixMs = clock.unixMs() - graceMs;
  // Listed before the pointers are read: what is written later is not among them.
  const [sets, oversized] = [await chunksBelow(consul, keys.descriptors), await chunksBelow(consul, keys.records)];
  const inUse = await referenced(parts);
  const deleted = { descriptorSets: 0, chunks: 0 };

  const deleteUploads = async (uploads: ReadonlyMap<string, readonly string[]>, kept: string | null) => {
    for (const [upload, chunks] of uploads) {
      const atUnixMs = uploadedAtUnixMs(upload);
      if (upload === kept || atUnixMs === null || atUnixMs > oldestUnixMs) continue;
      for (const chunk of chunks) await consul.kvDelete(chunk, null);
      deleted.chunks += chunks.length;
    }
  };

  for (const [hash, { uploads }] of sets) {
    const { value } = await consul.kvGet(keys.manifest(hash), READ_NOW);
    const manifest = value === null ? null : decodeManifest(value.value);
    const isOrphan = manifest !== null && !inUse.sets.has(hash) && manifest.touchedAtUnixMs <= oldestUnixMs;
    const isDeleted = isOrphan && value !== null && (await consul.kvDelete(keys.manifest(hash), value.modifyIndex));
    if (isDeleted) deleted.descriptorSets++;
    // A manifest that cannot be read may be of any of the uploads.
    if (value === null || manifest !== null)
      await deleteUploads(uploads, isDeleted ? null : (manifest?.upload ?? null));
  }
  for (const { uploads } of oversized.values()) {
    await deleteUploads(new Map([...uploads].filter(([upload]) => !inUse.uploads.has(upload))), null);
  }
  return deleted;
}

/** What some registration needs. */
async function referenced({ consul, pointers, keys }: CollectParts) {
  const head = (await consul.kvGet(keys.head, READ_NOW)).value;
  const entries = await pointers.list();
  const { records, damaged } = await pointers.records(entries);
  const expected = head === null ? 0 : (decodeHead(head.value)?.backends ?? Number.POSITIVE_INFINITY);
  if (damaged.length > 0 || entries.length < expected) {
    throw new StoreError('damaged', 'not all registrations can be read, so nothing can be called an orphan');
  }
  const hashes = records.flatMap(({ revisions }) => revisions.map(({ descriptorHash }) => descriptorHash));
  const uploads = entries.flatMap(({ value }) => {
    const pointer = decodePointer(value);
    return pointer?.kind === 'chunked' ? [pointer.chunked.manifest.upload] : [];
  });
  return { sets: new Set(hashes), uploads: new Set(uploads) };
}

interface StoredBlob {
  /** The keys of the chunks, by upload. */
  readonly uploads: Map<string, string[]>;
}

async function chunksBelow(consul: ConsulClient, folder: string): Promise<ReadonlyMap<string, StoredBlob>> {
  const blobs = new Map<string, StoredBlob>();
  for (const key of (await consul.kvKeys(folder, READ_NOW)).value) {
    const parsed = parseBlobKey(key, folder);
    if (parsed === null || !/^[0-9a-f]{64}$/.test(parsed.hash)) continue;
    const blob = blobs.get(parsed.hash) ?? { uploads: new Map() };
    blobs.set(parsed.hash, blob);
    if (parsed.part.kind === 'manifest') continue;
    const { upload } = parsed.part;
    blob.uploads.set(upload, [...(blob.uploads.get(upload) ?? []), key]);
  }
  return blobs;
}
