import { type Metadata, type MetadataEntry, NO_BYTES, NO_METADATA } from '../status/index.ts';
import { FRAME, MESSAGE, METADATUM, PAYLOAD, REQUEST } from './call-fields.ts';
import type { Frame } from './frame.ts';
import { decodeFrame } from './frame-codec.ts';
import { NameCache, readAscii } from './name-cache.ts';

const MAX_VARINT_BYTES = 5;

/**
 * Decodes the frames of which there are many, those of calls, in the form in which every encoder writes them: each field
 * at most once, in the order of the numbers, all text in ASCII. Any other frame is legal too, and is left to the
 * generated codec; so is any broken one. One reader serves all connections: it keeps nothing but names.
 */
export class CallFrameReader {
  readonly #names = new NameCache();
  // The frame that is being read.
  #bytes: Uint8Array = new Uint8Array(0);
  #at = 0;
  #end = 0;

  /**
   * Decodes one frame's body (what follows the length): `bytes` from `start` to `end`. Payloads are views on `bytes`, not
   * copies.
   *
   * @throws WireError 4500 where the bytes are no `Frame`.
   */
  read(bytes: Uint8Array, start = 0, end = bytes.length): Frame {
    this.#bytes = bytes;
    this.#at = start;
    this.#end = end;
    return this.#call() ?? decodeFrame(bytes.subarray(start, end));
  }

  #call(): Frame | null {
    let seq = 0;
    if (this.#take(FRAME.seq)) {
      seq = this.#varint();
      if (seq < 0) return null;
    }
    if (this.#take(FRAME.request)) return this.#request(seq);
    if (this.#take(FRAME.message)) return this.#message(seq);
    return null;
  }

  #request(seq: number): Frame | null {
    if (this.#fieldEnd() !== this.#end) return null;
    const service = this.#name(REQUEST.service);
    if (service === null) return null;
    const method = this.#name(REQUEST.method);
    if (method === null) return null;
    const timeoutMs = this.#take(REQUEST.timeoutMs) ? this.#varint() : 0;
    if (timeoutMs < 0) return null;
    const metadata = this.#metadata(REQUEST.metadata);
    if (metadata === null) return null;
    const encoding = this.#take(REQUEST.encoding) ? this.#smallVarint() : 0;
    if (encoding < 0) return null;
    const declared = this.#take(REQUEST.idempotent) ? this.#smallVarint() : 0;
    if (declared < 0) return null;
    const payload = this.#payload();
    if (payload === null) return null;
    const idempotent = declared > 0;
    return { kind: 'request', seq, body: { service, method, timeoutMs, metadata, encoding, idempotent, payload } };
  }

  #message(seq: number): Frame | null {
    if (this.#fieldEnd() !== this.#end) return null;
    const metadata = this.#metadata(MESSAGE.metadata);
    if (metadata === null) return null;
    const payload = this.#payload();
    return payload === null ? null : { kind: 'message', seq, body: { metadata, payload } };
  }

  /** Whether the next field has this tag; if so it is passed over. */
  #take(tag: number): boolean {
    if (this.#at >= this.#end || this.#bytes[this.#at] !== tag) return false;
    this.#at++;
    return true;
  }

  /**
   * A uint32; -1 for none. One that is cut off goes on in what stands behind the frame, which nobody believes: a frame is
   * read to its very end, or not at all.
   */
  #varint(): number {
    const bytes = this.#bytes;
    let value = 0;
    let scale = 1;
    for (let count = 1; count <= MAX_VARINT_BYTES; count++) {
      const byte = bytes[this.#at++];
      if (byte === undefined || (count === MAX_VARINT_BYTES && byte > 0x0f)) return -1;
      value += (byte & 0x7f) * scale;
      if (byte < 0x80) return value;
      scale *= 0x80;
    }
    return -1;
  }

  /** A varint of one byte; -1 for any other. */
  #smallVarint(): number {
    const byte = this.#bytes[this.#at++];
    return byte === undefined || byte > 0x7f ? -1 : byte;
  }

  /** Reads a length, and says where that many bytes end; -1 where that is not within the frame. */
  #fieldEnd(): number {
    const length = this.#varint();
    const end = this.#at + length;
    return length < 0 || end > this.#end ? -1 : end;
  }

  /** Null: not there in a form for this reader. */
  #name(tag: number): string | null {
    if (!this.#take(tag)) return '';
    const end = this.#fieldEnd();
    if (end < 0) return null;
    const name = this.#names.get(this.#bytes, this.#at, end);
    this.#at = end;
    return name;
  }

  /** The payload is the last field: nothing may follow it. */
  #payload(): Uint8Array | null {
    if (this.#take(PAYLOAD)) {
      const end = this.#fieldEnd();
      if (end !== this.#end) return null;
      // Not by `subarray`: what a socket reads is a Buffer, whose own views are dear.
      const { buffer, byteOffset } = this.#bytes;
      return new Uint8Array(buffer, byteOffset + this.#at, end - this.#at);
    }
    return this.#at === this.#end ? NO_BYTES : null;
  }

  #metadata(tag: number): Metadata | null {
    if (this.#at >= this.#end || this.#bytes[this.#at] !== tag) return NO_METADATA;
    const metadata: MetadataEntry[] = [];
    while (this.#take(tag)) {
      const end = this.#fieldEnd();
      const entry = end < 0 ? null : this.#metadatum(end);
      if (entry === null) return null;
      metadata.push(entry);
    }
    return metadata;
  }

  #metadatum(end: number): MetadataEntry | null {
    const key = this.#name(METADATUM.key);
    if (key === null || this.#at > end) return null;
    const tag = this.#bytes[this.#at++];
    const start = this.#fieldEnd() === end ? this.#at : -1;
    if (start < 0) return null;
    this.#at = end;
    if (tag === METADATUM.binary) return { key, value: this.#bytes.subarray(start, end) };
    if (tag !== METADATUM.text) return null;
    // Values may be secrets: they are not kept among the names.
    const value = readAscii(this.#bytes, start, end);
    return value === null ? null : { key, value };
  }
}
