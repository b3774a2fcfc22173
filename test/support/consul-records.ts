import { randomBytes } from 'node:crypto';
import { type BackendRecord, DEFAULT_TRAFFIC, descriptorHash, type Store } from '../../src/registry/index.ts';

/** Bytes that take three chunks, with their hash. A store does not look into them. */
export function largeSet(): { readonly bytes: Uint8Array; readonly hash: string } {
  const bytes = randomBytes(1_000_000);
  return { bytes, hash: descriptorHash(bytes) };
}

/** A record of `name` with one revision for each hash, of which the last is live. */
export function recordOf(name: string, hashes: readonly string[]): BackendRecord {
  const revisions = hashes.map((hash, index) => ({
    number: index + 1,
    descriptorHash: hash,
    descriptorBytes: 1_000_000,
    target: { kind: 'static', endpoints: ['127.0.0.1:5000'] } as const,
    policy: { timeoutMs: 1000, maxTimeoutMs: 2000, compatibility: 'none', traffic: DEFAULT_TRAFFIC } as const,
    services: [{ name: `t.${name}`, methods: [{ name: 'Get', kind: 'unary', idempotency: 'unknown' } as const] }],
    createdAtUnixMs: 1_700_000_000_000 + index,
    origin: { kind: 'upload' } as const,
  }));
  return { name, version: hashes.length, active: hashes.length, revisions };
}

/** Writes a set and the record that has it live, as the registry does. */
export async function writeRevision(store: Store, name: string, before: readonly string[]): Promise<string> {
  const { bytes, hash } = largeSet();
  await store.putDescriptors(hash, bytes);
  const result = await store.commit(recordOf(name, [...before, hash]), before.length);
  if (result.kind !== 'committed') throw new Error(`the commit is ${result.kind}`);
  return hash;
}
