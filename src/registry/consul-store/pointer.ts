import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import { z } from 'zod';
import { checkRecord, type ParsedRecord } from '../record-schema.ts';
import type { BackendRecord, Revision, ServiceSummary } from '../registration.ts';
import { MANIFEST, type Manifest } from './blobs.ts';

const gzipped = promisify(gzip);
const gunzipped = promisify(gunzip);

/** A record that is larger when packed is kept in chunks: a transaction of Consul takes 512 KB, in base64. */
export const MAX_INLINE_BYTES = 256 * 1024;
/** As a record in chunks may have, too. */
const MAX_RECORD_BYTES = 64 * 1024 * 1024;
const GZIP_MAGIC = 0x1f;

/** What a pointer holds: the record itself, or where its chunks are. */
export type Pointer =
  | { readonly kind: 'inline'; readonly packed: Uint8Array }
  | { readonly kind: 'chunked'; readonly chunked: ChunkedRecord };

export interface ChunkedRecord {
  /** sha256 of the record's text. */
  readonly hash: string;
  readonly version: number;
  readonly manifest: Manifest;
}

const CHUNKED = z.object({
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  version: z.int().positive(),
  manifest: MANIFEST,
});

export function encodePointer(pointer: Pointer): Uint8Array {
  return pointer.kind === 'inline' ? pointer.packed : Buffer.from(JSON.stringify(pointer.chunked));
}

/** Null where the bytes are no pointer. */
export function decodePointer(bytes: Uint8Array): Pointer | null {
  if (bytes[0] === GZIP_MAGIC) return { kind: 'inline', packed: bytes };
  try {
    const parsed = CHUNKED.safeParse(JSON.parse(Buffer.from(bytes).toString()));
    return parsed.success ? { kind: 'chunked', chunked: parsed.data } : null;
  } catch {
    return null;
  }
}

export async function packRecord(text: Uint8Array): Promise<Uint8Array> {
  return gzipped(text, { level: 9 });
}

export async function unpackRecord(packed: Uint8Array): Promise<ParsedRecord> {
  try {
    return parseRecordText(await gunzipped(packed, { maxOutputLength: MAX_RECORD_BYTES }));
  } catch (error) {
    return { kind: 'damaged', detail: `it cannot be unpacked: ${error instanceof Error ? error.message : error}` };
  }
}

const COMPACT = z.looseObject({
  services: z.array(z.unknown()),
  revisions: z.array(z.looseObject({ services: z.array(z.int().nonnegative()) })),
});

/**
 * A record as text. Revisions share most of their services, so each service is written once and named by its place: a
 * history of hundreds of revisions costs what has changed in it.
 */
export function recordText(record: BackendRecord): Uint8Array {
  const places = new Map<string, number>();
  const services: ServiceSummary[] = [];
  const placeOf = (service: ServiceSummary): number => {
    const text = JSON.stringify(service);
    const place = places.get(text);
    if (place !== undefined) return place;
    places.set(text, services.length);
    return services.push(service) - 1;
  };
  const revisions = record.revisions.map((revision: Revision) => {
    return { ...revision, services: revision.services.map(placeOf) };
  });
  return Buffer.from(JSON.stringify({ ...record, services, revisions }));
}

/** Reads what `recordText` wrote. What is damaged is said, not thrown. */
export function parseRecordText(bytes: Uint8Array): ParsedRecord {
  try {
    const parsed = COMPACT.safeParse(JSON.parse(Buffer.from(bytes).toString()));
    if (!parsed.success) return { kind: 'damaged', detail: 'it is JSON of something else' };
    const { services, revisions, ...rest } = parsed.data;
    const expanded = revisions.map((revision) => {
      return { ...revision, services: revision.services.map((place) => services[place]) };
    });
    return checkRecord({ ...rest, revisions: expanded });
  } catch (error) {
    return { kind: 'damaged', detail: `it is no JSON: ${error instanceof Error ? error.message : error}` };
  }
}
