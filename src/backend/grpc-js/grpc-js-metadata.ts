import { Metadata as GrpcMetadata } from '@grpc/grpc-js';
import { type Metadata, type MetadataEntry, NO_METADATA } from '../../status/index.ts';

/** Keys of HTTP/2 that grpc-js leaves among the metadata. */
const NOT_METADATA = new Set(['content-type', 'date', 'grpc-accept-encoding', 'grpc-encoding', 'accept-encoding']);

export function toGrpcMetadata(metadata: Metadata): GrpcMetadata {
  const result = new GrpcMetadata();
  for (const { key, value } of metadata) result.add(key, typeof value === 'string' ? value : Buffer.from(value));
  return result;
}

export function fromGrpcMetadata(metadata: GrpcMetadata): Metadata {
  const entries: MetadataEntry[] = [];
  for (const key of Object.keys(metadata.getMap())) {
    if (NOT_METADATA.has(key)) continue;
    for (const value of metadata.get(key)) entries.push({ key, value });
  }
  return entries.length === 0 ? NO_METADATA : entries;
}
