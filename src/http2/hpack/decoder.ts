import { compressionError } from '../http2-error.ts';
import { DynamicTable, ENTRY_OVERHEAD_BYTES } from './dynamic-table.ts';
import { decodeHuffman } from './huffman.ts';
import { type HeaderField, STATIC_TABLE } from './static-table.ts';

/** What a decoder takes. */
export interface HpackLimits {
  /** The SETTINGS_HEADER_TABLE_SIZE that the peer was told. */
  readonly maxTableBytes: number;
  /** The sum over the fields of name, value and 32, as SETTINGS_MAX_HEADER_LIST_SIZE counts. */
  readonly maxListBytes: number;
  readonly maxFields: number;
}

/** The size that a dynamic table has before the peer has heard of our settings: RFC 9113 section 6.5.2. */
const INITIAL_TABLE_BYTES = 4096;
/** An integer above this is of no use to anybody, and would soon leave what a double can hold. */
const MAX_INTEGER = 2 ** 28;

/**
 * Decodes header blocks (RFC 7541). Blocks must be given whole, in the order of arrival, and none left out: they share
 * the dynamic table.
 */
export class HpackDecoder {
  readonly #limits: HpackLimits;
  readonly #table = new DynamicTable(INITIAL_TABLE_BYTES);
  #block: Uint8Array = new Uint8Array(0);
  #at = 0;
  #end = 0;

  constructor(limits: HpackLimits) {
    this.#limits = limits;
  }

  /**
   * Whether no block can depend on an earlier one any more. It is so once the peer has followed our
   * SETTINGS_HEADER_TABLE_SIZE of 0, for it may not enlarge the table again; the same bytes then always mean the same.
   */
  get stateless(): boolean {
    return this.#table.maxBytes === 0 && this.#limits.maxTableBytes === 0;
  }

  /** What the dynamic table holds, as RFC 7541 section 4.1 counts. */
  get tableBytes(): number {
    return this.#table.sizeBytes;
  }

  /**
   * Decodes one block. Null: the list is over the limits; it was read to its end, so the next block can be decoded.
   *
   * @throws Http2Error COMPRESSION_ERROR; the connection is of no use after it.
   */
  decode(block: Uint8Array, start: number, end: number): HeaderField[] | null {
    this.#block = block;
    this.#at = start;
    this.#end = end;
    const fields: HeaderField[] = [];
    let listBytes = 0;
    let count = 0;
    while (this.#at < this.#end) {
      const field = this.#readField(count === 0);
      if (field === null) continue;
      count++;
      listBytes += field.name.length + field.value.length + ENTRY_OVERHEAD_BYTES;
      if (listBytes <= this.#limits.maxListBytes && count <= this.#limits.maxFields) fields.push(field);
    }
    return fields.length === count ? fields : null;
  }

  /** Null: it was a table size update, which has no field. */
  #readField(updateAllowed: boolean): HeaderField | null {
    const first = this.#block[this.#at] ?? 0;
    if (first >= 0x80) return this.#indexed(this.#readInteger(7));
    if (first >= 0x40) {
      const field = this.#readLiteral(6);
      this.#table.add(field);
      return field;
    }
    // Without indexing (0x00) and never indexed (0x10) differ only for who passes the block on.
    if (first < 0x20) return this.#readLiteral(4);
    if (!updateAllowed) throw compressionError('a table size update after a field');
    const maxBytes = this.#readInteger(5);
    if (maxBytes > Math.max(this.#limits.maxTableBytes, this.#table.maxBytes)) {
      throw compressionError(
        `a table size update to ${maxBytes} bytes, where ${this.#limits.maxTableBytes} is the most`,
      );
    }
    this.#table.resize(maxBytes);
    return null;
  }

  #readLiteral(prefixBits: number): HeaderField {
    const index = this.#readInteger(prefixBits);
    const name = index === 0 ? this.#readString() : this.#indexed(index).name;
    return { name, value: this.#readString() };
  }

  /** RFC 7541 section 2.3.3. */
  #indexed(index: number): HeaderField {
    const field = STATIC_TABLE[index - 1] ?? this.#table.find(index - 1 - STATIC_TABLE.length);
    if (field === null) throw compressionError(`no field has index ${index}`);
    return field;
  }

  /** RFC 7541 section 5.1. */
  #readInteger(prefixBits: number): number {
    const mask = (1 << prefixBits) - 1;
    let value = (this.#block[this.#at++] ?? 0) & mask;
    if (value < mask) return value;
    for (let factor = 1; ; factor *= 128) {
      if (this.#at >= this.#end) throw compressionError('the block ends within an integer');
      const byte = this.#block[this.#at++] ?? 0;
      value += (byte & 0x7f) * factor;
      // The factor is bounded too, for zero bytes add nothing for ever.
      if (value > MAX_INTEGER || factor > MAX_INTEGER) throw compressionError('an integer is too large');
      if (byte < 0x80) return value;
    }
  }

  /** RFC 7541 section 5.2. */
  #readString(): string {
    if (this.#at >= this.#end) throw compressionError('the block ends before a string');
    const huffman = (this.#block[this.#at] ?? 0) >= 0x80;
    const length = this.#readInteger(7);
    const start = this.#at;
    if (length > this.#end - start) throw compressionError('the block ends within a string');
    this.#at = start + length;
    return huffman ? decodeHuffman(this.#block, start, this.#at) : latin1(this.#block, start, this.#at);
  }
}

function latin1(bytes: Uint8Array, start: number, end: number): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1', start, end);
}
