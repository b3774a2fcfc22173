import { WireType } from '@bufbuild/protobuf/wire';
import { ScanError } from './scan-error.ts';

const MAX_VARINT_BYTES = 10;
const MAX_FIELD_NUMBER = 2 ** 29 - 1;

/** A place in protobuf wire bytes that moves forward and never past the end that it is given. Allocates nothing. */
export class WireCursor {
  at = 0;
  readonly #bytes: Uint8Array;
  readonly #maxGroupDepth: number;
  readonly #tag = { number: 0, wireType: WireType.Varint };

  constructor(bytes: Uint8Array, maxGroupDepth: number) {
    this.#bytes = bytes;
    this.#maxGroupDepth = maxGroupDepth;
  }

  /** The next tag; the object is the same each time. */
  tag(end: number): { readonly number: number; readonly wireType: WireType } {
    const tag = this.#uint32(end);
    const number = Math.floor(tag / 8);
    if (number < 1 || number > MAX_FIELD_NUMBER) throw new ScanError('MALFORMED', `a tag has field number ${number}`);
    this.#tag.number = number;
    this.#tag.wireType = tag % 8;
    return this.#tag;
  }

  /** The end of the length-delimited value that begins here. */
  length(end: number): number {
    const length = this.#uint32(end);
    if (length > end - this.at) throw new ScanError('MALFORMED', 'a length runs past the end of what is around it');
    return this.at + length;
  }

  /** Steps over the value of a field. */
  skip(number: number, wireType: WireType, end: number): void {
    if (wireType !== WireType.StartGroup) {
      this.#skipPlain(wireType, end);
      return;
    }
    const groups = [number];
    while (groups.length > 0) {
      const inner = this.tag(end);
      if (inner.wireType === WireType.StartGroup) {
        groups.push(inner.number);
        if (groups.length > this.#maxGroupDepth) {
          throw new ScanError('LIMIT_EXCEEDED', `groups are nested more than ${this.#maxGroupDepth} deep`);
        }
      } else if (inner.wireType !== WireType.EndGroup) {
        this.#skipPlain(inner.wireType, end);
      } else if (groups.pop() !== inner.number) {
        throw new ScanError('MALFORMED', 'the end of a group does not fit its begin');
      }
    }
  }

  #skipPlain(wireType: WireType, end: number): void {
    switch (wireType) {
      case WireType.Varint:
        this.#skipVarint(end);
        return;
      case WireType.Bit64:
        this.#advance(8, end);
        return;
      case WireType.Bit32:
        this.#advance(4, end);
        return;
      case WireType.LengthDelimited:
        this.at = this.length(end);
        return;
      default:
        throw new ScanError('MALFORMED', `a tag has wire type ${wireType}`);
    }
  }

  #advance(bytes: number, end: number): void {
    if (end - this.at < bytes) throw new ScanError('MALFORMED', 'the bytes end within a value');
    this.at += bytes;
  }

  #skipVarint(end: number): void {
    const last = Math.min(end, this.at + MAX_VARINT_BYTES);
    while (this.at < last) {
      if ((this.#bytes[this.at++] ?? 0) < 0x80) return;
    }
    throw new ScanError('MALFORMED', 'a varint does not end');
  }

  #uint32(end: number): number {
    let value = 0;
    let scale = 1;
    for (const last = Math.min(end, this.at + 5); this.at < last; scale *= 128) {
      const byte = this.#bytes[this.at++] ?? 0;
      value += (byte & 0x7f) * scale;
      if (byte >= 0x80) continue;
      if (value > 0xffff_ffff) break;
      return value;
    }
    throw new ScanError('MALFORMED', 'a tag or length is no varint of 32 bits');
  }
}
