import { STATIC_TABLE } from './static-table.ts';

/**
 * How a field may be indexed on the way. NEVER is for what must not be guessed by its compression, such as credentials:
 * RFC 7541 section 7.1.3.
 */
export type Indexing = 'WITHOUT' | 'NEVER';

const NAME_INDEX = new Map<string, number>();
const FIELD_INDEX = new Map<string, number>();
for (const [index, { name, value }] of STATIC_TABLE.entries()) {
  if (!NAME_INDEX.has(name)) NAME_INDEX.set(name, index + 1);
  if (value !== '') FIELD_INDEX.set(`${name}\n${value}`, index + 1);
}

/** The most bytes that `putField` writes for a field. */
export function maxFieldBytes(name: string, value: string): number {
  return 1 + 5 + name.length + 5 + value.length;
}

/**
 * Writes one header field at `at`, and returns where it ends. Only the static table is used, so the bytes depend on
 * nothing that was sent before and can be kept. No Huffman: it would cost more than the bytes that it saves here.
 *
 * `name` and `value` must have no character above 0xff. The caller has reserved `maxFieldBytes`.
 */
export function putField(bytes: Buffer, at: number, name: string, value: string, indexing: Indexing): number {
  const whole = indexing === 'WITHOUT' ? FIELD_INDEX.get(`${name}\n${value}`) : undefined;
  if (whole !== undefined) return putInteger(bytes, at, 0x80, 7, whole);
  const pattern = indexing === 'NEVER' ? 0x10 : 0x00;
  const nameIndex = NAME_INDEX.get(name);
  const afterName =
    nameIndex === undefined
      ? putString(bytes, putInteger(bytes, at, pattern, 4, 0), name)
      : putInteger(bytes, at, pattern, 4, nameIndex);
  return putString(bytes, afterName, value);
}

/** RFC 7541 section 5.1. */
export function putInteger(bytes: Uint8Array, at: number, pattern: number, prefixBits: number, value: number): number {
  const mask = (1 << prefixBits) - 1;
  if (value < mask) {
    bytes[at] = pattern | value;
    return at + 1;
  }
  bytes[at] = pattern | mask;
  let next = at + 1;
  let rest = value - mask;
  for (; rest >= 128; rest >>>= 7) bytes[next++] = 0x80 | (rest & 0x7f);
  bytes[next] = rest;
  return next + 1;
}

function putString(bytes: Buffer, at: number, text: string): number {
  const start = putInteger(bytes, at, 0x00, 7, text.length);
  return start + bytes.write(text, start, 'latin1');
}
