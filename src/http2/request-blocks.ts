import type { Metadata } from '../status/index.ts';
import { encodeBinaryHeader } from './binary-header.ts';
import { FLAG, FRAME, FRAME_HEADER_BYTES } from './frame-type.ts';
import { putFrameHeader } from './frame-writer.ts';
import { formatGrpcTimeout } from './grpc-timeout.ts';
import { type Indexing, maxFieldBytes, putField, putInteger } from './hpack/index.ts';

/** What all requests of a channel have in common. */
export interface RequestOrigin {
  readonly scheme: 'http' | 'https';
  /** `host` or `host:port`, for `:authority`. */
  readonly authority: string;
  readonly userAgent: string;
}

const MAX_PATHS = 4096;
const TIMEOUT_NAME = 'grpc-timeout';
/** Pattern, length of the name, the name. */
const TIMEOUT_NAME_BYTES = 2 + TIMEOUT_NAME.length;
/** The length byte and up to eight digits with a unit. */
export const MAX_TIMEOUT_VALUE_BYTES = 10;
const LARGEST_DIRECT_MS = 99_999_999;

/** Fields that no table on the way may keep: RFC 7541 section 7.1.3. */
const SENSITIVE = new Set(['authorization', 'cookie', 'proxy-authorization', 'x-api-key']);

const KEY = /^[0-9a-z_.-]+$/;
const VALUE = /^[\x20-\x7e]*$/;

/**
 * A HEADERS frame whose block is the same for each call of a method: frame header, block, and at its end the name of
 * grpc-timeout, to which a call adds its value. Stream id and length are to be filled in.
 */
export class RequestBlocks {
  readonly #origin: RequestOrigin;
  readonly #byPath = new Map<string, Buffer>();

  constructor(origin: RequestOrigin) {
    this.#origin = origin;
  }

  /** The frame for `path`, encoded at its first use. It is shared: it must not be written to. */
  get(path: string): Buffer {
    return this.#byPath.get(path) ?? this.#encode(path);
  }

  #encode(path: string): Buffer {
    const { scheme, authority, userAgent } = this.#origin;
    const fields = [
      [':method', 'POST'],
      [':scheme', scheme],
      [':path', path],
      [':authority', authority],
      ['te', 'trailers'],
      ['content-type', 'application/grpc'],
      ['user-agent', userAgent],
    ] as const;
    let bound = FRAME_HEADER_BYTES + TIMEOUT_NAME_BYTES;
    for (const [name, value] of fields) bound += maxFieldBytes(name, value);
    const frame = Buffer.allocUnsafeSlow(bound);
    putFrameHeader(frame, 0, 0, FRAME.HEADERS, FLAG.END_HEADERS, 0);
    let at = FRAME_HEADER_BYTES;
    for (const [name, value] of fields) at = putField(frame, at, name, value, 'WITHOUT');
    at = putInteger(frame, at, 0x00, 4, 0);
    at = putInteger(frame, at, 0x00, 7, TIMEOUT_NAME.length);
    at += frame.write(TIMEOUT_NAME, at, 'latin1');
    const exact = Buffer.from(frame.subarray(0, at));
    // Paths come from the method table, which is bounded; an old revision's need not be kept for ever.
    if (this.#byPath.size >= MAX_PATHS) this.#byPath.clear();
    this.#byPath.set(path, exact);
    return exact;
  }
}

/** How much of `frame` is without the name of grpc-timeout. */
export function bytesWithoutTimeout(frame: Uint8Array): number {
  return frame.length - TIMEOUT_NAME_BYTES;
}

/** Writes the value of grpc-timeout at `at`, after its name. Returns where it ends. */
export function putTimeoutValue(bytes: Buffer, at: number, remainingMs: number): number {
  const whole = Math.floor(remainingMs);
  if (whole < 1 || whole > LARGEST_DIRECT_MS) {
    const text = formatGrpcTimeout(remainingMs);
    bytes[at] = text.length;
    return at + 1 + bytes.write(text, at + 1, 'latin1');
  }
  // The common case without a string: digits from the last to the first.
  let digits = 1;
  for (let bound = 10; whole >= bound; bound *= 10) digits++;
  bytes[at] = digits + 1;
  let rest = whole;
  for (let digit = at + digits; digit > at; digit--) {
    bytes[digit] = 0x30 + (rest % 10);
    rest = Math.floor(rest / 10);
  }
  bytes[at + digits + 1] = 0x6d;
  return at + digits + 2;
}

/**
 * The metadata of a call as header fields. Null where a key or a value is not legal in gRPC (PROTOCOL-HTTP2,
 * "Custom-Metadata"): what is sent raw could mean something else to the backend.
 */
export function encodeMetadata(metadata: Metadata): Buffer | null {
  const fields: [string, string][] = [];
  let bound = 0;
  for (const { key, value } of metadata) {
    const binary = key.endsWith('-bin');
    if (!KEY.test(key) || binary !== (typeof value !== 'string')) return null;
    const text = typeof value === 'string' ? value : encodeBinaryHeader(value);
    if (!VALUE.test(text)) return null;
    fields.push([key, text]);
    bound += maxFieldBytes(key, text);
  }
  const bytes = Buffer.allocUnsafe(bound);
  let at = 0;
  for (const [key, text] of fields) {
    const indexing: Indexing = SENSITIVE.has(key) ? 'NEVER' : 'WITHOUT';
    at = putField(bytes, at, key, text, indexing);
  }
  return bytes.subarray(0, at);
}
