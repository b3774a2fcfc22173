import { type Metadata, type MetadataEntry, NO_METADATA } from '../status/index.ts';

/** Metadata of a call: a record, or entries where order counts or a key stands more than once. */
export type MetadataInit = Readonly<Record<string, string | Uint8Array>> | Metadata;

const KEY = /^[0-9a-z_.-]+$/;
const TEXT = /^[\x20-\x7e]*$/;

/**
 * What a call says as metadata, with keys in lower case. A string is what is wrong with it, for people.
 * Source: https://github.com/grpc/grpc/blob/master/doc/PROTOCOL-HTTP2.md (Custom-Metadata)
 */
export function readMetadata(init: MetadataInit | undefined): Metadata | string {
  if (init === undefined) return NO_METADATA;
  const entries: MetadataEntry[] = [];
  for (const entry of isEntries(init) ? init : Object.entries(init).map(([key, value]) => ({ key, value }))) {
    const key = entry.key.toLowerCase();
    const fault = findFault(key, entry.value);
    if (fault !== null) return fault;
    entries.push({ key, value: entry.value });
  }
  return entries;
}

function isEntries(init: MetadataInit): init is Metadata {
  return Array.isArray(init);
}

function findFault(key: string, value: string | Uint8Array): string | null {
  const name = JSON.stringify(key);
  if (!KEY.test(key)) return `the metadata key ${name} is not legal`;
  if (key.endsWith('-bin')) return value instanceof Uint8Array ? null : `the metadata key ${name} takes a Uint8Array`;
  if (typeof value !== 'string') return `the metadata key ${name} takes a string; bytes go under keys in -bin`;
  return TEXT.test(value) ? null : `the value of the metadata key ${name} is not printable ASCII`;
}
