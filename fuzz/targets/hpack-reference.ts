import { HUFFMAN_LENGTHS } from '../../src/http2/hpack/huffman-lengths.ts';
import type { HeaderField, HpackLimits } from '../../src/http2/hpack/index.ts';
import { STATIC_TABLE } from '../../src/http2/hpack/static-table.ts';

/** RFC 7541 in its plainest form, slow and without care for memory: what the decoder under test is compared with. */
export class HpackReference {
  readonly #limits: HpackLimits;
  /** Newest first. */
  #table: HeaderField[] = [];
  #maxBytes = 4096;

  constructor(limits: HpackLimits) {
    this.#limits = limits;
  }

  get tableBytes(): number {
    return sizeOf(this.#table);
  }

  /** Null: over the limits. Undefined: the block is broken. */
  decode(block: Uint8Array): HeaderField[] | null | undefined {
    const fields: HeaderField[] = [];
    const input = new Input(block);
    while (!input.atEnd && !input.broken) {
      const first = input.peek();
      if (first >= 0x80) {
        const field = this.#find(input.integer(7));
        if (field === undefined) return undefined;
        fields.push(field);
      } else if (first >= 0x20 && first < 0x40) {
        const maxBytes = input.integer(5);
        if (fields.length > 0 || maxBytes > Math.max(this.#limits.maxTableBytes, this.#maxBytes)) return undefined;
        if (input.broken) return undefined;
        this.#maxBytes = maxBytes;
        this.#evict();
      } else {
        const index = input.integer(first >= 0x40 ? 6 : 4);
        const name = index === 0 ? input.text() : this.#find(index)?.name;
        const value = input.text();
        if (name === undefined || value === undefined || input.broken) return undefined;
        fields.push({ name, value });
        if (first >= 0x40) this.#add({ name, value });
      }
    }
    if (input.broken) return undefined;
    const { maxListBytes, maxFields } = this.#limits;
    return fields.length > maxFields || sizeOf(fields) > maxListBytes ? null : fields;
  }

  #find(index: number): HeaderField | undefined {
    return index <= STATIC_TABLE.length ? STATIC_TABLE[index - 1] : this.#table[index - 1 - STATIC_TABLE.length];
  }

  #add(field: HeaderField): void {
    this.#table.unshift(field);
    this.#evict();
  }

  /** One that is too large by itself goes out last, after all others. */
  #evict(): void {
    while (sizeOf(this.#table) > this.#maxBytes) this.#table.pop();
  }
}

class Input {
  readonly #bytes: Uint8Array;
  #at = 0;
  broken = false;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  get atEnd(): boolean {
    return this.#at >= this.#bytes.length;
  }

  peek(): number {
    return this.#bytes[this.#at] ?? 0;
  }

  integer(prefixBits: number): number {
    const most = 2 ** prefixBits - 1;
    let value = this.#take() & most;
    if (value < most) return value;
    for (let index = 0; index < 5; index++) {
      const byte = this.#take();
      value += (byte % 128) * 128 ** index;
      if (value > 2 ** 28) break;
      if (byte < 128) return value;
    }
    this.broken = true;
    return 0;
  }

  text(): string | undefined {
    const huffman = this.peek() >= 0x80;
    const length = this.integer(7);
    if (this.broken || this.#at + length > this.#bytes.length) {
      this.broken = true;
      return undefined;
    }
    const bytes = this.#bytes.subarray(this.#at, this.#at + length);
    this.#at += length;
    return huffman ? huffmanText(bytes) : String.fromCharCode(...bytes);
  }

  #take(): number {
    if (this.atEnd) this.broken = true;
    return this.#bytes[this.#at++] ?? 0;
  }
}

function sizeOf(fields: readonly HeaderField[]): number {
  return fields.reduce((sum, { name, value }) => sum + name.length + value.length + 32, 0);
}

const EOS = 256;
/** Each node: where 0 and 1 lead; a negative number is the symbol -1 - n. */
const TREE: [number, number][] = [[0, 0]];
let next = 0;
for (let bits = 1; bits <= 30; bits++) {
  for (const [symbol, length] of HUFFMAN_LENGTHS.entries()) {
    if (length === bits) plant(next++, bits, symbol);
  }
  next *= 2;
}

function plant(code: number, bits: number, symbol: number): void {
  let node = 0;
  for (let bit = bits - 1; bit >= 0; bit--) {
    const way = (code >>> bit) & 1;
    const children = TREE[node];
    if (children === undefined) return;
    if (bit === 0) children[way] = -1 - symbol;
    else if (children[way] === 0) children[way] = TREE.push([0, 0]) - 1;
    node = children[way] ?? 0;
  }
}

function huffmanText(bytes: Uint8Array): string | undefined {
  let text = '';
  let node = 0;
  let pendingBits = 0;
  let allOnes = true;
  for (const byte of bytes) {
    for (let bit = 7; bit >= 0; bit--) {
      const way = (byte >>> bit) & 1;
      node = TREE[node]?.[way] ?? 0;
      pendingBits++;
      allOnes &&= way === 1;
      if (node >= 0) continue;
      if (node === -1 - EOS) return undefined;
      text += String.fromCharCode(-1 - node);
      node = 0;
      pendingBits = 0;
      allOnes = true;
    }
  }
  return pendingBits > 7 || !allOnes ? undefined : text;
}
