import { FLAG } from './frame-type.ts';
import { HpackDecoder } from './hpack/index.ts';
import { enhanceYourCalm, protocolError } from './http2-error.ts';
import { ResponseHeaderCache } from './response-header-cache.ts';
import { type ResponseHeaders, readResponseHeaders } from './response-headers.ts';

/** What a response's header list may hold, as SETTINGS_MAX_HEADER_LIST_SIZE counts, and we tell the peer. */
export const MAX_HEADER_LIST_BYTES = 65_536;
const MAX_FIELDS = 256;
/** Of one block, in all its frames. It is bytes on the wire, so a legal list fits. */
const MAX_BLOCK_BYTES = 131_072;
/** A block of that size needs 8 frames; more are a CONTINUATION flood (CVE-2024-27316). */
const MAX_CONTINUATIONS = 32;

const TOO_LARGE: ResponseHeaders = Object.freeze({
  httpStatus: 0,
  grpcContent: true,
  end: null,
  metadata: [],
  malformed: `header fields of more than ${MAX_HEADER_LIST_BYTES} bytes`,
});

/** Puts header blocks together (RFC 9113 section 4.3) and reads them. All blocks of a connection go through one of it. */
export class HeaderBlockReader {
  readonly #decoder = new HpackDecoder({
    maxTableBytes: 0,
    maxListBytes: MAX_HEADER_LIST_BYTES,
    maxFields: MAX_FIELDS,
  });
  readonly #cache = new ResponseHeaderCache();
  /** The stream whose block is not complete, and its flags; 0: none. */
  #streamId = 0;
  #flags = 0;
  #parts: Uint8Array[] = [];
  #partsBytes = 0;

  /** The stream whose CONTINUATION must come next; 0: none. */
  get awaitedStreamId(): number {
    return this.#streamId;
  }

  /** The flags of the HEADERS frame that began the block. */
  get flags(): number {
    return this.#flags;
  }

  /** Reads a block that is whole. */
  read(bytes: Uint8Array, start: number, end: number): ResponseHeaders {
    const stateless = this.#decoder.stateless;
    if (stateless) {
      const known = this.#cache.find(bytes, start, end);
      if (known !== null) return known;
    }
    const fields = this.#decoder.decode(bytes, start, end);
    if (fields === null) return TOO_LARGE;
    const headers = readResponseHeaders(fields);
    if (stateless) this.#cache.keep(bytes, start, end, headers);
    return headers;
  }

  /** The chunk that blocks were read from has been read to its end. */
  chunkRead(): void {
    this.#cache.release();
  }

  /** Keeps the first part of a block that CONTINUATION frames will complete. */
  begin(streamId: number, flags: number, bytes: Uint8Array, start: number, end: number): void {
    this.#streamId = streamId;
    this.#flags = flags;
    this.#parts = [];
    this.#partsBytes = 0;
    this.#add(bytes, start, end);
  }

  /** Takes a CONTINUATION frame. Null: more are to come. */
  proceed(streamId: number, flags: number, bytes: Uint8Array, start: number, end: number): ResponseHeaders | null {
    if (streamId !== this.#streamId) throw protocolError('a CONTINUATION that continues nothing');
    this.#add(bytes, start, end);
    if ((flags & FLAG.END_HEADERS) === 0) return null;
    const block = Buffer.concat(this.#parts);
    this.#streamId = 0;
    this.#parts = [];
    return this.read(block, 0, block.length);
  }

  #add(bytes: Uint8Array, start: number, end: number): void {
    // A copy: the chunk is written over before the rest comes.
    this.#parts.push(new Uint8Array(bytes.subarray(start, end)));
    this.#partsBytes += end - start;
    if (this.#partsBytes > MAX_BLOCK_BYTES || this.#parts.length > MAX_CONTINUATIONS) {
      throw enhanceYourCalm('a header block without end');
    }
  }
}
