import { type Metadata, type MetadataEntry, NO_METADATA } from '../status/index.ts';
import { printable } from './json/index.ts';

/** What a request's metadata may come to, keys and values counted. gRPC servers take 8 KiB by default. */
const MAX_METADATA_BYTES = 8 * 1024;

/** RFC 9110 token characters that gRPC allows: PROTOCOL-HTTP2, "Custom-Metadata". */
const LEGAL_KEY = /^[0-9a-z_.-]{1,128}$/;
/** Printable ASCII and space: nothing that could end a header. */
const LEGAL_TEXT = /^[\x20-\x7e]*$/;

/** Keys that belong to HTTP/2 or to the gateway itself. They are stripped, so that a client's proxy habits do no harm. */
const RESERVED = new Set([
  'connection',
  'content-length',
  'content-type',
  'host',
  'keep-alive',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'user-agent',
]);

export type FilteredMetadata =
  | { readonly kind: 'legal'; readonly metadata: Metadata }
  | { readonly kind: 'illegal'; readonly message: string };

const NONE: FilteredMetadata = { kind: 'legal', metadata: NO_METADATA };

/**
 * What of a request's metadata goes to the backend. Reserved keys are left out; what is not legal in gRPC refuses the
 * request. Nothing of the client reaches the backend that could be read as another header.
 */
export function filterMetadata(metadata: Metadata): FilteredMetadata {
  if (metadata.length === 0) return NONE;
  const kept: MetadataEntry[] = [];
  let bytes = 0;
  for (const entry of metadata) {
    bytes += entry.key.length + entry.value.length;
    if (bytes > MAX_METADATA_BYTES) return illegal(`metadata above ${MAX_METADATA_BYTES} bytes`);
    if (isReserved(entry.key)) continue;
    if (!LEGAL_KEY.test(entry.key)) return illegal(`the key "${printable(entry.key, 64)}" is not legal`);
    const binary = entry.key.endsWith('-bin');
    if (binary !== (typeof entry.value !== 'string')) {
      return illegal(`${entry.key}: keys that end in -bin carry bytes, all others text`);
    }
    if (typeof entry.value === 'string' && !LEGAL_TEXT.test(entry.value)) {
      return illegal(`${entry.key}: a text value may hold printable ASCII only`);
    }
    kept.push(entry);
  }
  return { kind: 'legal', metadata: kept };
}

/** Keys that only gRPC, HTTP/2 or the gateway may set. */
function isReserved(key: string): boolean {
  return key.startsWith('grpc-') || key.startsWith(':') || RESERVED.has(key);
}

function illegal(message: string): FilteredMetadata {
  return { kind: 'illegal', message };
}
