import {
  type CallEnd,
  failedEnd,
  type Metadata,
  type MetadataEntry,
  NO_BYTES,
  NO_METADATA,
  OK_END,
  STATUS,
} from '../status/index.ts';
import { decodeBinaryHeader } from './binary-header.ts';
import { decodeGrpcMessage } from './grpc-message.ts';
import type { HeaderField } from './hpack/index.ts';

/** What one header block of a response says, initial or trailing. It depends on the block's bytes only, so it is shared. */
export interface ResponseHeaders {
  /** `:status`; 0 where there is none, as in trailers. */
  readonly httpStatus: number;
  /** Whether content-type is gRPC's, or there is none. */
  readonly grpcContent: boolean;
  /** How a call ends whose last block this is; null where it has no grpc-status. */
  readonly end: CallEnd | null;
  readonly metadata: Metadata;
  /** Why the block is not a legal response (RFC 9113 section 8.2); empty where it is. */
  readonly malformed: string;
}

/**
 * Fields of HTTP's and gRPC's own, which are no metadata. Servers and proxies add those of HTTP by themselves, and some
 * change each second.
 */
const NOT_METADATA = new Set([
  'accept-encoding',
  'alt-svc',
  'cache-control',
  'content-length',
  'content-type',
  'date',
  'server',
  'te',
  'trailer',
  'user-agent',
  'vary',
  'via',
]);

/** RFC 9113 section 8.2.2. */
const CONNECTION_FIELDS = new Set(['connection', 'keep-alive', 'proxy-connection', 'transfer-encoding', 'upgrade']);

const FIELD_NAME = /^[!#$%&'*+\-.^_`|~0-9a-z]+$/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what a field value must not have.
const BAD_VALUE = /[\x00\r\n]/;
const DIGITS = /^[0-9]{1,3}$/;

const NO_FIELDS: ResponseHeaders = Object.freeze({
  httpStatus: 0,
  grpcContent: true,
  end: null,
  metadata: NO_METADATA,
  malformed: '',
});

/** Reads the fields of a header block, as far as gRPC cares. */
export function readResponseHeaders(fields: readonly HeaderField[]): ResponseHeaders {
  const metadata: MetadataEntry[] = [];
  let httpStatus = 0;
  let grpcContent = true;
  let grpcStatus: string | null = null;
  let grpcMessage = '';
  let details: Uint8Array = NO_BYTES;
  let regular = false;
  for (const { name, value } of fields) {
    if (name.startsWith(':')) {
      if (name !== ':status' || regular || httpStatus !== 0 || !/^[1-9][0-9]{2}$/.test(value)) {
        return malformed(`a bad pseudo-field ${JSON.stringify(name)}`);
      }
      httpStatus = Number(value);
      continue;
    }
    regular = true;
    if (!FIELD_NAME.test(name) || BAD_VALUE.test(value) || CONNECTION_FIELDS.has(name)) {
      return malformed(`a bad field ${JSON.stringify(name.slice(0, 64))}`);
    }
    if (name === 'content-type') grpcContent = value.startsWith('application/grpc');
    else if (name === 'grpc-status') grpcStatus = value;
    else if (name === 'grpc-message') grpcMessage = decodeGrpcMessage(value);
    else if (name === 'grpc-status-details-bin') details = decodeBinaryHeader(value)?.[0] ?? NO_BYTES;
    else if (!name.startsWith('grpc-') && !NOT_METADATA.has(name)) addMetadata(metadata, name, value);
  }
  const entries = metadata.length === 0 ? NO_METADATA : Object.freeze(metadata);
  const end = grpcStatus === null ? null : endOfStatus(grpcStatus, grpcMessage, details, entries);
  return { httpStatus, grpcContent, end, metadata: entries, malformed: '' };
}

function malformed(why: string): ResponseHeaders {
  return { ...NO_FIELDS, malformed: why };
}

/** A `-bin` value that is no base64 has no meaning that could be passed on, and is left out. */
function addMetadata(metadata: MetadataEntry[], key: string, value: string): void {
  if (!key.endsWith('-bin')) {
    metadata.push({ key, value });
    return;
  }
  for (const bytes of decodeBinaryHeader(value) ?? []) metadata.push({ key, value: bytes });
}

function endOfStatus(status: string, message: string, details: Uint8Array, trailers: Metadata): CallEnd {
  const code = DIGITS.test(status) ? Number(status) : -1;
  if (code < 0 || code > STATUS.UNAUTHENTICATED) {
    const shown = JSON.stringify(status.slice(0, 32));
    return { ...failedEnd('BAD_STATUS', `the backend's grpc-status is ${shown}: ${message}`), trailers, details };
  }
  if (code === STATUS.OK) {
    return trailers.length === 0 && message === '' ? OK_END : { ...OK_END, message, trailers };
  }
  return { ...failedEnd('BACKEND_STATUS', message, { code }), trailers, details };
}
